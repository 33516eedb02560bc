import LinearAlgebra

/// The rows that may be left out of the search for a spanning tree, because many others equal them.
///
/// Of more equal rows than a core distance counts neighbors, all have a core distance of 0, and each
/// is joined to the first of them before anything else; every other edge of theirs is as long as that
/// of the first one and comes later. So it is enough to search one row more than neighbors: nobody's
/// core distance changes, and the rest are joined to the first row. Without this, equal rows would all
/// be compared with one another.
struct SurplusRows {
  /// The rows that are left, ascending.
  private(set) var kept: [Int] = []
  /// The edges of the others.
  private(set) var edges: [Edge] = []

  /// Leaves rows of `points` out.
  ///
  /// - Complexity: O(*rows* × *dimensions*)
  init(_ points: Matrix, neighbors: Int) {
    var counts = [Int32](repeating: 0, count: points.rows)  // by first row
    for (row, first) in RowIndex(points).firsts.enumerated() {
      counts[Int(first)] += 1
      if counts[Int(first)] <= neighbors + 1 {
        kept.append(row)
      } else {
        edges.append(Edge(weight: 0, square: 0, first, Int32(row)))
      }
    }
  }
}
