import LinearAlgebra
import Testing

@Suite struct SquaredEuclideanDistanceTests {
  @Test(arguments: kernelLengths)
  func `squared distance agrees with a plain loop`(length: Int) {
    let m = randomMatrix(2, length)
    let expected = Reference.squaredEuclideanDistance(m[row: 0], m[row: 1])
    let distance = squaredEuclideanDistance(m[row: 0], m[row: 1])
    #expect(abs(Double(distance) - expected) <= 1e-5 * expected)
  }

  @Test func `vectors of different lengths are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = squaredEuclideanDistance([1, 2].span, [1, 2, 3].span)
    }
  }
}
