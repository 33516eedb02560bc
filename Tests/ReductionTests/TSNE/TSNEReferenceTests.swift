import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

@Suite struct TSNEReferenceTests {
  private func affinities() throws -> SymmetricAffinities {
    let points = try tsneFixture("points")
    return SymmetricAffinities(
      ConditionalAffinities(
        BruteForce(points, metric: .euclidean).graph(neighbors: 79, threads: 1), points: 80,
        metric: .euclidean, perplexity: 10, threads: 1), threads: 2)
  }

  @Test func `the gradient is that of the formula in NumPy`() throws {
    let expected = try tsneFixture("gradient")
    let found = TSNEReference.gradient(try affinities().matrix, try tsneFixture("map"))
    for (row, gradient) in found.enumerated() {
      for axis in 0..<2 {
        #expect(abs(gradient[axis] - Double(expected[row, axis])) < 2e-6)
      }
    }
  }

  @Test func `the gradient is the slope of the divergence`() throws {
    let (matrix, map) = (try affinities().matrix, try tsneFixture("map"))
    let gradient = TSNEReference.gradient(matrix, map)
    for (row, axis) in [(0, 0), (17, 1), (79, 0)] {
      var (low, high) = (map, map)
      low[row, axis] -= 0.01
      high[row, axis] += 0.01
      let slope =
        (TSNEReference.divergence(matrix, high) - TSNEReference.divergence(matrix, low))
        / Double(high[row, axis] - low[row, axis])
      #expect(abs(slope - gradient[row][axis]) < 1e-5)
    }
  }
}
