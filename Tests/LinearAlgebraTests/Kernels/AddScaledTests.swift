import LinearAlgebra
import Testing

@Suite struct AddScaledTests {
  @Test(arguments: kernelLengths)
  func `addScaled agrees with a plain loop`(length: Int) {
    let x = randomMatrix(1, length, seed: 1)
    var y = randomMatrix(1, length, seed: 2)
    var expected = y
    y.withMutableRow(0) { addScaled(x[row: 0], times: 0.7, to: &$0) }
    expected.withMutableRow(0) { Reference.addScaled(x[row: 0], times: 0.7, to: &$0) }
    #expect(largestDifference(y, expected) < 1e-6)
  }

  @Test func `vectors of different lengths are refused`() async {
    await #expect(processExitsWith: .failure) {
      var y = Matrix(rows: 1, columns: 2)
      y.withMutableRow(0) { addScaled([1, 2, 3].span, times: 1, to: &$0) }
    }
  }
}
