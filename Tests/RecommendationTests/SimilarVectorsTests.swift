import LinearAlgebra
import Recommendation
import Testing

@Suite struct SimilarVectorsTests {
  private let vectors = Matrix(rows: 4, columns: 2, elements: [2, 0, 3, 0.3, 0, 1, -1, 0])

  private func options(
    _ count: Int, _ change: (inout SimilarVectors.Options) -> Void = { _ in }
  ) -> SimilarVectors.Options {
    var options = SimilarVectors.Options()
    options.count = count
    change(&options)
    return options
  }

  @Test func `the most similar vectors come first, without the vector itself`() {
    let similar = SimilarVectors(vectors, options: options(2))
    #expect(similar[0].map(\.neighbor) == [1, 2])
    #expect(similar[3].map(\.neighbor) == [2, 1])
    #expect(abs(similar[0][0].similarity - 3 / Float(9.09).squareRoot()) < 1e-6)
    #expect(similar[0][1].similarity == 0)
    #expect(similar.isExact)
  }

  @Test func `by Euclidean distance lengths count`() {
    let similar = SimilarVectors(vectors, options: options(1) { $0.metric = .euclidean })
    #expect(similar[2].map(\.neighbor) == [3])
    #expect(abs(similar[2][0].similarity - 1 / (1 + Float(2).squareRoot())) < 1e-6)
  }

  @Test func `a count beyond the vectors gives all others`() {
    let similar = SimilarVectors(vectors, options: options(50) { $0.threads = 3 })
    #expect(Set(similar[1].map(\.neighbor)) == [0, 2, 3])
  }

  @Test func `the least similar vectors come first, without the vector itself`() {
    let least = SimilarVectors.least(vectors, options: options(2))
    #expect(least[0].map(\.neighbor) == [3, 2])
    #expect(least[0][0].similarity == -1)
    #expect(SimilarVectors.least(vectors, options: options(9))[3].map(\.neighbor) == [0, 1, 2])
    let one = Matrix(rows: 1, columns: 2, repeating: 1)
    #expect(SimilarVectors.least(one, options: options(3))[0].isEmpty)
    let equal = Matrix(rows: 3, columns: 2, repeating: 1)
    #expect(SimilarVectors.least(equal, options: options(1))[0].map(\.neighbor) == [1])
  }

  @Test(arguments: [false, true])
  func `the least similar are those of a plain loop`(isEuclidean: Bool) {
    let random = randomVectors(200, 6, seed: 5)
    let metric: Metric = isEuclidean ? .euclidean : .cosine
    let least = SimilarVectors.least(
      random, options: options(3) { ($0.metric, $0.threads) = (metric, 2) })
    for row in 0..<200 {
      let distances = (0..<200).map { metric.distance(random[row: row], random[row: $0]) }
      let others = (0..<200).filter { $0 != row }.sorted { distances[$0] > distances[$1] }
      let found = least[row].map { distances[$0.neighbor] }
      #expect(zip(found, others).allSatisfy { abs($0 - distances[$1]) < 1e-5 }, "\(row)")
    }
  }

  @Test func `a hub is held back where a plain vector is nearly as near`() {
    // The hub (1, 1) is the nearest of all; pairs of vectors beside it are near to each other.
    let elements: [Float] = [1, 1, 1, 0, 1, -0.9, 0, 1, -0.9, 1]
    let rows = Matrix(rows: 5, columns: 2, elements: elements)
    let plain = SimilarVectors(rows, options: options(1))
    let corrected = SimilarVectors(rows, options: options(1) { $0.correctsHubs = true })
    #expect(plain[1].map(\.neighbor) == [2] || plain[1].map(\.neighbor) == [0])
    // As a plain loop computes it: 2 cos − r − r, r the mean over all others (fewer than 10).
    func cosine(_ a: Int, _ b: Int) -> Float {
      1 - Metric.cosine.distance(rows[row: a], rows[row: b])
    }
    let mean = (0..<5).map { a in (0..<5).filter { $0 != a }.map { cosine(a, $0) }.reduce(0, +) / 4
    }
    for row in 0..<5 {
      let values = (0..<5).map { $0 == row ? -9 : 2 * cosine(row, $0) - mean[row] - mean[$0] }
      let best = values.max() ?? 0
      #expect(abs(corrected[row][0].similarity - best) < 1e-5)
      #expect(abs(values[corrected[row][0].neighbor] - best) < 1e-5)
    }
  }

  @Test func `the measures tell of hubs`() {
    let similar = SimilarVectors(vectors, options: options(1))
    #expect(similar.measures.map(\.name) == ["nearest_similarity", "neighbor_coverage"])
    // The vectors 0 and 1 are each other's neighbors, and 2 is nearest to 1, 3 to 2.
    #expect(similar.measures[1].value == 0.75)
    #expect(SimilarVectors(vectors, options: options(0)).measures.isEmpty)
    #expect(SimilarVectors(vectors, options: options(0)).nearest.isEmpty)
  }
}
