import LinearAlgebra
import NearestNeighbors

/// The nearest items of items, from which the quality of their vectors is read.
///
/// Of many items a sample is looked at, evenly spread over their order.
public struct ItemNeighbors: Sendable {
  /// The items looked at, ascending.
  public let items: [Int]
  /// The nearest items of each of them, nearest first.
  public let neighbors: [[Int]]
  /// The cosine of each of those, in the same order.
  public let similarities: [[Double]]

  /// Finds the neighbors.
  ///
  /// - Parameters:
  ///   - vectors: The vectors of the items, of shape (items, dimensions).
  ///   - candidates: The items that can be neighbors and are looked at, ascending.
  ///   - count: How many neighbors of each.
  ///   - limit: The largest number of items to look at.
  ///   - threads: The largest number of threads.
  /// - Complexity: O(*limit* × *candidates* × *dimensions*)
  public init(
    _ vectors: Matrix, among candidates: [Int], count: Int = 10, limit: Int = 10_000, threads: Int
  ) {
    let step = max(1, (candidates.count + limit - 1) / max(1, limit))
    let chosen = Array(stride(from: 0, to: candidates.count, by: step))
    let points = vectors.rows(candidates)
    // One more, since each finds itself.
    let found = BruteForce(points, metric: .cosine)
      .search(points.rows(chosen), neighbors: count + 1, threads: threads)
    items = chosen.map { candidates[$0] }
    let pairs = chosen.indices.map { row in
      zip(found.neighbors(of: row), found.distances(of: row))
        .filter { Int($0.0) != chosen[row] }.prefix(count)
    }
    neighbors = pairs.map { $0.map { candidates[Int($0.0)] } }
    similarities = pairs.map { $0.map { 1 - Double($0.1) } }
  }
}
