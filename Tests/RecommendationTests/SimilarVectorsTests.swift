import LinearAlgebra
import Recommendation
import Testing

@Suite struct SimilarVectorsTests {
  private let vectors = Matrix(rows: 4, columns: 2, elements: [2, 0, 3, 0.3, 0, 1, -1, 0])

  @Test func `the most similar vectors come first, without the vector itself`() {
    let similar = SimilarVectors(vectors, count: 2, threads: 1)
    #expect(similar[0].map(\.neighbor) == [1, 2])
    #expect(similar[3].map(\.neighbor) == [2, 1])
    #expect(abs(similar[0][0].similarity - 3 / Float(9.09).squareRoot()) < 1e-6)
    #expect(similar[0][1].similarity == 0)
  }

  @Test func `a count beyond the vectors gives all others`() {
    let similar = SimilarVectors(vectors, count: 50, threads: 3)
    #expect(Set(similar[1].map(\.neighbor)) == [0, 2, 3])
  }

  @Test func `the measures tell of hubs`() {
    let similar = SimilarVectors(vectors, count: 1, threads: 1)
    #expect(similar.measures.map(\.name) == ["nearest_similarity", "neighbor_coverage"])
    // The vectors 0 and 1 are each other's neighbors, and 2 is nearest to 1, 3 to 2.
    #expect(similar.measures[1].value == 0.75)
    #expect(SimilarVectors(vectors, count: 0, threads: 1).measures.isEmpty)
  }
}
