import LinearAlgebra
import Testing
import VectorFormats

@Suite struct DecimalNumberTests {
  @Test func `decimals are read as the library reads them`() {
    var generator = KeyedGenerator(seed: 1, purpose: "decimals")
    for _ in 0..<20_000 {
      let number = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
      guard number.isFinite else { continue }
      for text in [number.description, Double(number).description, "\(number * 0 + number)0"] {
        #expect(decimalNumber(text.utf8.span)?.bitPattern == Float(text)?.bitPattern, "\(text)")
      }
    }
  }

  @Test(arguments: [
    // The middle between two numbers, a little more and a little less.
    "16777217", "16777217.0000001", "16777216.9999999", "1.00000005960464477539",
    "0.000000000000000000000000000000000000001", "1e-45", "0.7e-45", "3.4028235e38", "1e39",
    "-0", "0", "+1", "1.", "007.50", "123456789012345678901234567890", "9007199254740993",
    "1e22", "1e23", "4.9e-324", "-1E+2", "1.5e-22", "inf", "-inf",
  ])
  func `hard cases are rounded once`(text: String) {
    #expect(decimalNumber(text.utf8.span)?.bitPattern == Float(text)?.bitPattern)
  }

  @Test(arguments: [
    "", "-", "e5", "1e", "1e+", "1,5", "1.2.3", "0x", " 1", "1 ", "--1", "1e5x", ".",
  ])
  func `what is no number is none`(text: String) {
    #expect(decimalNumber(text.utf8.span) == nil)
  }
}
