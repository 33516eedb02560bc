import LinearAlgebra
import Testing

@Suite struct ScaleTests {
  @Test(arguments: kernelLengths)
  func `scale agrees with a plain loop`(length: Int) {
    var x = randomMatrix(1, length)
    var expected = x
    x.withMutableRow(0) { scale(&$0, by: 0.3) }
    expected.withMutableRow(0) { Reference.scale(&$0, by: 0.3) }
    #expect(largestDifference(x, expected) < 1e-6)
  }
}
