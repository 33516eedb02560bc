import NearestNeighbors

// Neighbor graphs of all rows, and of those that differ.
extension DistinctRows {
  /// The graph of all rows, made from that of the distinct ones: rows that equal a row are its first
  /// neighbors, at distance 0, and then come all that equal each of its distinct neighbors.
  ///
  /// - Precondition: The graph has a query for each distinct row.
  /// - Complexity: O(*rows* × *neighbors*)
  public func spread(_ graph: NeighborGraph) -> NeighborGraph {
    precondition(graph.queries == firstRows.count, "\(graph.queries) for \(firstRows.count) rows")
    guard firstRows.count < indexes.count else { return graph }
    var rows = [[Int32]](repeating: [], count: firstRows.count)
    for (row, index) in indexes.enumerated() { rows[index].append(Int32(row)) }
    var (neighbors, distances) = ([Int32](), [Float]())
    neighbors.reserveCapacity(indexes.count * graph.count)
    distances.reserveCapacity(indexes.count * graph.count)
    for (row, index) in indexes.enumerated() {
      var free = graph.count
      func add(_ others: [Int32], _ distance: Float) {
        for other in others where other != Int32(row) && free > 0 {
          neighbors.append(other)
          distances.append(distance)
          free -= 1
        }
      }
      add(rows[index], 0)
      for (other, distance) in zip(graph.neighbors(of: index), graph.distances(of: index)) {
        add(rows[Int(other)], distance)
      }
    }
    return NeighborGraph(
      queries: indexes.count, count: graph.count, neighbors: neighbors, distances: distances)
  }

  /// The graph of the distinct rows, taken from that of all; nil if equal rows leave some with fewer
  /// neighbors than wanted.
  ///
  /// - Complexity: O(*rows* × *neighbors*)
  public func gather(_ graph: NeighborGraph, count: Int) -> NeighborGraph? {
    precondition(graph.queries == indexes.count, "\(graph.queries) for \(indexes.count) rows")
    var (neighbors, distances) = ([Int32](), [Float]())
    for (index, row) in firstRows.enumerated() {
      var seen: Set<Int> = [index]
      for (other, distance) in zip(graph.neighbors(of: row), graph.distances(of: row))
      where seen.count <= count && seen.insert(indexes[Int(other)]).inserted {
        neighbors.append(Int32(indexes[Int(other)]))
        distances.append(distance)
      }
      guard seen.count == count + 1 else { return nil }
    }
    return NeighborGraph(
      queries: firstRows.count, count: count, neighbors: neighbors, distances: distances)
  }
}
