import LinearAlgebra
import Testing

@Suite struct SumTests {
  @Test(arguments: kernelLengths)
  func `sum agrees with a plain loop`(length: Int) {
    let m = randomMatrix(1, length)
    #expect(abs(Double(sum(m[row: 0])) - Reference.sum(m[row: 0])) < 1e-5 * Double(length + 1))
  }
}
