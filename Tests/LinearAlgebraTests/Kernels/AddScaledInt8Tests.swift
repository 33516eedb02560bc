import LinearAlgebra
import Testing

@Suite struct AddScaledInt8Tests {
  private func integers(_ count: Int) -> [Int8] {
    (0..<count).map { Int8(truncatingIfNeeded: $0 &* 37 &- 128) }
  }

  @Test(arguments: kernelLengths)
  func `addScaled of integers agrees with a plain loop`(length: Int) {
    let x = integers(length)
    var y = randomMatrix(1, length, seed: 2)
    var expected = y
    y.withMutableRow(0) { addScaled(int8: x.span, times: 0.7, to: &$0) }
    expected.withMutableRow(0) { Reference.addScaled(int8: x.span, times: 0.7, to: &$0) }
    #expect(largestDifference(y, expected) < 1e-5)
  }

  @Test func `integers have the bytes of the same numbers in single precision`() {
    let x = integers(256)
    let floats = x.map(Float.init)
    var y = randomMatrix(1, 256, seed: 3)
    var expected = y
    y.withMutableRow(0) { addScaled(int8: x.span, times: 1.3, to: &$0) }
    expected.withMutableRow(0) { addScaled(floats.span, times: 1.3, to: &$0) }
    #expect(y == expected)
  }

  @Test func `vectors of different lengths are refused`() async {
    await #expect(processExitsWith: .failure) {
      var y = Matrix(rows: 1, columns: 2)
      y.withMutableRow(0) { addScaled(int8: [1, 2, 3].span, times: 1, to: &$0) }
    }
  }
}
