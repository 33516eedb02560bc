import LinearAlgebra

/// The searches as plain loops and a sort: what ``BruteForce`` is tested against.
package enum Reference {
  /// The nearest points of each query, or the farthest: all distances in double precision, sorted
  /// by distance and then by index.
  ///
  /// - Complexity: O(*queries* × *points* × (*dimensions* + log *points*))
  package static func search(
    _ queries: Matrix, in points: Matrix, metric: Metric, neighbors: Int,
    excludingSelf: Bool = false, farthest: Bool = false
  ) -> NeighborGraph {
    var graph: (neighbors: [Int32], distances: [Float]) = ([], [])
    let count = min(neighbors, excludingSelf ? max(0, points.rows - 1) : points.rows)
    for query in 0..<queries.rows {
      var found: [(index: Int, distance: Float)] = []
      for index in 0..<points.rows where !excludingSelf || index != query {
        found.append((index, exactDistance(queries[row: query], points[row: index], metric)))
      }
      found.sort {
        $0.distance != $1.distance
          ? ($0.distance < $1.distance) != farthest : $0.index < $1.index
      }
      graph.neighbors += found.prefix(count).map { Int32($0.index) }
      graph.distances += found.prefix(count).map(\.distance)
    }
    return NeighborGraph(
      queries: queries.rows, count: count, neighbors: graph.neighbors, distances: graph.distances)
  }
}
