import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

@Suite struct SymmetricAffinitiesTests {
  private func affinities(
    _ points: Matrix, perplexity: Double, neighbors: Int
  ) -> SymmetricAffinities {
    SymmetricAffinities(
      ConditionalAffinities(
        BruteForce(points, metric: .euclidean).graph(neighbors: neighbors, threads: 2),
        points: points.rows, metric: .euclidean, perplexity: perplexity, threads: 2), threads: 2)
  }

  /// Both search the width by halving until the entropy is exact enough; scikit-learn to 1e-5 only.
  @Test(arguments: [("joint", 79, 2e-4), ("nearest", 30, 1e-5)])
  func `affinities agree with scikit-learn and openTSNE`(
    name: String, neighbors: Int, tolerance: Double
  ) throws {
    let expected = try tsneFixture(name)
    let found = LinearAlgebra.Reference.dense(
      affinities(try tsneFixture("points"), perplexity: 10, neighbors: neighbors).matrix)
    for (value, reference) in zip(found.elements, expected.elements) {
      #expect(abs(Double(value) - Double(reference)) < tolerance * Double(reference) + 1e-9)
    }
  }

  @Test func `all pairs together make 1, and each pair is the same both ways`() {
    let matrix = affinities(randomPoints(300, 4), perplexity: 5, neighbors: 15).matrix
    #expect(abs(matrix.values.reduce(0.0) { $0 + Double($1) } - 1) < 1e-5)
    #expect(matrix.transposed() == matrix)
    for row in 0..<300 {
      let columns = matrix.columnIndexes(inRow: row)
      for index in columns.indices {
        #expect(columns[index] != Int32(row))
        #expect(index == 0 || columns[index - 1] < columns[index])
      }
    }
  }
}
