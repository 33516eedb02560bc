import LinearAlgebra
import Testing

@Suite struct DotTests {
  @Test(arguments: kernelLengths)
  func `dot agrees with a plain loop`(length: Int) {
    let m = randomMatrix(2, length)
    let expected = Reference.dot(m[row: 0], m[row: 1])
    #expect(abs(Double(dot(m[row: 0], m[row: 1])) - expected) < 1e-5 * Double(length + 1))
  }

  @Test func `vectors of different lengths are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = dot([1, 2].span, [1, 2, 3].span)
    }
  }
}
