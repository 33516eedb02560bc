import LinearAlgebra
import NearestNeighbors

/// The neighbors of each vector with their similarities, both of shape (``rows``, ``count``).
struct NeighborLists: Sendable {
  let rows: Int
  let count: Int
  let neighbors: [Int32]
  let similarities: [Float]

  init(rows: Int, count: Int, neighbors: [Int32], similarities: [Float]) {
    (self.rows, self.count) = (rows, count)
    (self.neighbors, self.similarities) = (neighbors, similarities)
  }

  /// Turns distances into similarities.
  init(_ graph: NeighborGraph, metric: Metric) {
    let isCosine = metric == .cosine
    self.init(
      rows: graph.queries, count: graph.count, neighbors: graph.neighbors,
      similarities: graph.distances.map { isCosine ? 1 - $0 : 1 / (1 + $0) })
  }

  subscript(row: Int) -> [SimilarVectors.Neighbor] {
    (row * count..<(row + 1) * count).map { (Int(neighbors[$0]), similarities[$0]) }
  }

  /// The first `count` of each list that are not the vector itself.
  func withoutSelves(count: Int) -> NeighborLists {
    let kept = (0..<rows).map { row in self[row].filter { $0.neighbor != row }.prefix(count) }
    return NeighborLists(
      rows: rows, count: count, neighbors: kept.flatMap { $0.map { Int32($0.neighbor) } },
      similarities: kept.flatMap { $0.map(\.similarity) })
  }
}
