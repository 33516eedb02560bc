import LinearAlgebra

/// The steps of ``HDBSCAN`` as their definitions have them, for tests to compare with.
package enum HDBSCANReference {
  /// The square of the distance of each point to its `neighbors`-nearest other one.
  ///
  /// - Complexity: O(*n*² log *n*)
  package static func squaredCores(_ points: Matrix, neighbors: Int) -> [Double] {
    (0..<points.rows).map { row in
      let squares = (0..<points.rows).filter { $0 != row }.map { square(points, row, $0) }
      return squares.sorted()[neighbors - 1]
    }
  }

  /// The minimum spanning tree of mutual reachability, its edges in their order: Prim's algorithm
  /// over all pairs.
  ///
  /// - Complexity: O(*n*²)
  package static func spanningTree(_ points: Matrix, neighbors: Int) -> [Edge] {
    let cores = squaredCores(points, neighbors: neighbors)
    var nearest = [Edge?](repeating: nil, count: points.rows)
    var isJoined = [Bool](repeating: false, count: points.rows)
    var edges: [Edge] = []
    var row = 0
    while edges.count < points.rows - 1 {
      isJoined[row] = true
      for other in (0..<points.rows) where !isJoined[other] {
        let square = square(points, row, other)
        let edge = Edge(
          weight: max(square, cores[row], cores[other]), square: square, Int32(row), Int32(other))
        if nearest[other].map({ edge < $0 }) ?? true { nearest[other] = edge }
      }
      let next = (0..<points.rows).filter { !isJoined[$0] }.min { a, b in
        guard let a = nearest[a], let b = nearest[b] else { return false }
        return a < b
      }
      guard let next, let edge = nearest[next] else { break }
      edges.append(edge)
      row = next
    }
    return edges.sorted()
  }

  /// The square of the distance of two rows.
  package static func square(_ points: Matrix, _ a: Int, _ b: Int) -> Double {
    (0..<points.columns).reduce(0.0) { sum, column in
      let difference = Double(points[a, column]) - Double(points[b, column])
      return sum + difference * difference
    }
  }
}
