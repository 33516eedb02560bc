import Glibc
import LinearAlgebra
import NearestNeighbors

/// The weights of a UMAP: to what degree two points belong together.
package enum FuzzySetUnion {
  /// The degree to which each neighbor belongs to a point's neighborhood, of shape
  /// (queries, `columns`): 1 for the nearest, falling exponentially with the distance beyond it.
  ///
  /// - Complexity: O(*queries* × *neighbors*)
  package static func memberships(
    _ graph: NeighborGraph, _ smooth: SmoothNeighborDistances, columns: Int
  ) -> SparseMatrix {
    var values: [Float] = []
    values.reserveCapacity(graph.distances.count)
    for point in 0..<graph.queries {
      let (nearest, scale) = (smooth.nearest[point], smooth.scales[point])
      for distance in graph.distances(of: point) {
        values.append(
          distance <= nearest || scale == 0 ? 1 : expf((nearest - distance) / scale))
      }
    }
    return SparseMatrix(
      rows: graph.queries, columns: columns,
      rowOffsets: (0...graph.queries).map { $0 * graph.count }, columnIndexes: graph.neighbors,
      values: values)
  }

  /// Makes memberships *A* symmetric: *s* (*A* + *A*ᵀ − *A* ∘ *A*ᵀ) + (1 − *s*) *A* ∘ *A*ᵀ.
  ///
  /// - Parameters:
  ///   - memberships: *A*, of shape (points, points).
  ///   - ratio: *s*: 1 keeps what either point claims (the fuzzy union), 0 what both do (the
  ///     intersection); `set_op_mix_ratio`.
  /// - Returns: The weights, of shape (points, points), the columns of a row ascending.
  /// - Complexity: O(*stored elements*)
  package static func weights(_ memberships: SparseMatrix, ratio: Float) -> SparseMatrix {
    let transposed = memberships.transposed()
    let sorted = transposed.transposed()
    var (offsets, columns, values) = ([0], [Int32](), [Float]())
    columns.reserveCapacity(2 * memberships.values.count)
    values.reserveCapacity(2 * memberships.values.count)
    for row in 0..<memberships.rows {
      let (ours, theirs) = (sorted.columnIndexes(inRow: row), transposed.columnIndexes(inRow: row))
      let (a, b) = (sorted.values(inRow: row), transposed.values(inRow: row))
      var (i, j) = (0, 0)
      while i < ours.count || j < theirs.count {
        let left = i < ours.count ? ours[i] : Int32.max
        let right = j < theirs.count ? theirs[j] : Int32.max
        let column = min(left, right)
        var (mine, its): (Float, Float) = (0, 0)
        if left == column { (mine, i) = (a[i], i + 1) }
        if right == column { (its, j) = (b[j], j + 1) }
        let product = mine * its
        let weight = ratio * (mine + its - product) + (1 - ratio) * product
        guard weight > 0 else { continue }
        columns.append(column)
        values.append(weight)
      }
      offsets.append(values.count)
    }
    return SparseMatrix(
      rows: memberships.rows, columns: memberships.columns, rowOffsets: offsets,
      columnIndexes: columns, values: values)
  }
}
