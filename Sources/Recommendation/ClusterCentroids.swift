import LinearAlgebra

/// The direction of each cluster: the mean of its members' vectors, each of length 1, brought to
/// length 1 again.
///
/// Members count alike, however long their vectors are, and the inner product with a vector of
/// length 1 is the mean of its cosines with the members, up to a factor per cluster.
public struct ClusterCentroids: Sendable {
  /// The centroids, of shape (clusters, dimensions); zeros for a cluster without members.
  public let vectors: Matrix
  /// The number of members of each cluster.
  public let sizes: [Int]

  /// Adds up the members of each cluster.
  ///
  /// - Parameters:
  ///   - vectors: The vectors, of shape (vectors, dimensions).
  ///   - members: The rows of each cluster.
  /// - Complexity: O(*vectors* × *dimensions*)
  public init(_ vectors: Matrix, _ members: ClusterMembers) {
    let means = members.rows.flatMap { rows in
      var sums = [Double](repeating: 0, count: vectors.columns)
      for row in rows {
        let vector = vectors[row: row]
        let length = Double(norm(vector))
        guard length > 0 else { continue }
        for i in vector.indices { sums[i] += Double(vector[i]) / length }
      }
      // Means first: a sum of many vectors has squares that single precision rounds more coarsely.
      return sums.map { Float($0 / Double(max(1, rows.count))) }
    }
    self.vectors = unitRows(
      Matrix(rows: members.rows.count, columns: vectors.columns, elements: means))
    sizes = members.sizes
  }
}

/// The rows of `matrix`, each brought to length 1.
func unitRows(_ matrix: Matrix) -> Matrix {
  var unit = matrix
  unit.forEachRow(threads: 1) { _, row in normalize(&row) }
  return unit
}
