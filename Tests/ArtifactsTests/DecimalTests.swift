import Artifacts
import LinearAlgebra
import Testing

@Suite struct DecimalTests {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-3, "-3"), (0.25, "0.25"), (0.1, "0.1"), (1e-05, "1e-05"),
      (1e16, "1e+16"), (123_456, "123456"),
    ] as [(Double, String)])
  func `a number is as short as it can be`(number: Double, text: String) {
    #expect(decimal(number) == text)
    #expect(decimal(Float(number)) == text)
  }

  @Test func `every finite number reads back as itself`() {
    var generator = KeyedGenerator(seed: 1, purpose: "decimals")
    for _ in 0..<20_000 {
      let bits = generator.next()
      let double = Double(bitPattern: bits)
      if double.isFinite { #expect(Double(decimal(double)) == double) }
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      guard float.isFinite else { continue }
      #expect(Float(decimal(float)) == float)
      // As `Table.numbers` reads it.
      #expect(Double(decimal(float)).map { Float($0) } == float)
    }
  }

  @Test func `what is not finite is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) { _ = decimal(Float.nan) }
    await #expect(processExitsWith: .failure) { _ = decimal(-Double.infinity) }
  }
}
