import LinearAlgebra
import Testing

@Suite struct NormTests {
  @Test(arguments: kernelLengths)
  func `norm agrees with a plain loop`(length: Int) {
    let m = randomMatrix(1, length)
    let expected = Reference.norm(m[row: 0])
    #expect(abs(Double(norm(m[row: 0])) - expected) <= 1e-6 * expected)
  }

  @Test(arguments: kernelLengths)
  func `normalize agrees with a plain loop`(length: Int) {
    var x = randomMatrix(1, length)
    var expected = x
    let before = x.withMutableRow(0) { normalize(&$0) }
    let expectedBefore = expected.withMutableRow(0) { Reference.normalize(&$0) }
    #expect(abs(Double(before) - expectedBefore) <= 1e-6 * expectedBefore)
    #expect(largestDifference(x, expected) < 1e-6)
  }

  @Test func `vectors that have no direction stay as they are`() {
    for value: Float in [0, 1e-30, 1e30] {
      var x = Matrix(rows: 1, columns: 3, repeating: value)
      x.withMutableRow(0) { row in _ = normalize(&row) }
      #expect(x.elements == [value, value, value])
    }
  }
}
