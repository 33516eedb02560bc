import Foundation
import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

@Suite struct ConditionalAffinitiesTests {
  @Test(arguments: [1.5, 5, 12])
  func `each row adds up to 1 and has the perplexity asked for`(perplexity: Double) {
    let points = randomPoints(200, 5)
    let graph = BruteForce(points, metric: .euclidean).graph(neighbors: 36, threads: 2)
    let matrix = ConditionalAffinities(
      graph, points: 200, metric: .euclidean, perplexity: perplexity, threads: 2
    ).matrix
    for row in 0..<200 {
      let values = matrix.values(inRow: row).doubles
      #expect(abs(values.reduce(0, +) - 1) < 1e-5)
      let entropy = values.reduce(0.0) { $0 - ($1 > 0 ? $1 * log($1) : 0) }
      #expect(abs(entropy - log(perplexity)) < 1e-4)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 })
    }
  }

  @Test func `the scale of the points does not matter`() {
    let squares = [0.5, 1, 2, 4, 8, 9, 11]
    let expected = ConditionalAffinities.affinities(squares: squares, perplexity: 2.5)
    for scale in [1e-12, 1e-3, 1e6, 1e20] {
      let scaled = ConditionalAffinities.affinities(
        squares: squares.map { $0 * scale }, perplexity: 2.5)
      #expect(zip(scaled, expected).allSatisfy { abs($0 - $1) < 1e-8 })
    }
  }

  @Test func `neighbors that are equally far count alike`() {
    #expect(
      ConditionalAffinities.affinities(squares: [3, 3, 3, 3], perplexity: 2)
        == [0.25, 0.25, 0.25, 0.25])
    // More copies of the nearest than the perplexity: the others count for nothing.
    let ties = ConditionalAffinities.affinities(squares: [1, 1, 1, 1, 5, 6], perplexity: 2)
    #expect(ties.allSatisfy { $0.isFinite })
    #expect(ties.prefix(4).allSatisfy { abs($0 - 0.25) < 1e-6 })
  }

  @Test func `a perplexity of all neighbors makes them count alike`() {
    let affinities = ConditionalAffinities.affinities(squares: [1, 2, 3], perplexity: 3)
    #expect(affinities.allSatisfy { abs($0 - 1 / 3) < 1e-3 })
  }

  @Test func `one neighbor has all, and none has none`() {
    #expect(ConditionalAffinities.affinities(squares: [7], perplexity: 1) == [1])
    #expect(ConditionalAffinities.affinities(squares: [], perplexity: 1) == [])
  }

  @Test func `the cosine is measured as between vectors of length 1`() {
    var points = randomPoints(50, 4)
    let cosine = ConditionalAffinities(
      BruteForce(points, metric: .cosine).graph(neighbors: 12, threads: 1), points: 50,
      metric: .cosine, perplexity: 4, threads: 1
    ).matrix
    points.forEachRow(threads: 1) { normalize(&$1) }
    let euclidean = ConditionalAffinities(
      BruteForce(points, metric: .euclidean).graph(neighbors: 12, threads: 1), points: 50,
      metric: .euclidean, perplexity: 4, threads: 1
    ).matrix
    #expect(cosine.columnIndexes == euclidean.columnIndexes)
    #expect(zip(cosine.values, euclidean.values).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test func `threads change no bit`() {
    let graph = BruteForce(randomPoints(1500, 3), metric: .euclidean).graph(
      neighbors: 9, threads: 2)
    let one = ConditionalAffinities(
      graph, points: 1500, metric: .euclidean, perplexity: 3, threads: 1)
    let several = ConditionalAffinities(
      graph, points: 1500, metric: .euclidean, perplexity: 3, threads: 3)
    #expect(one == several)
  }
}

extension Span where Element == Float {
  /// The numbers in double precision.
  fileprivate var doubles: [Double] { indices.map { Double(self[$0]) } }
}
