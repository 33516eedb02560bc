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
  ///   - labels: The cluster of each vector; a negative one is noise and belongs to none.
  ///   - clusters: The number of clusters, above all labels.
  /// - Complexity: O(*vectors* × *dimensions*)
  public init(_ vectors: Matrix, labels: [Int], clusters: Int) {
    precondition(labels.count == vectors.rows, "\(labels.count) labels of \(vectors.rows) vectors")
    var sums = [Double](repeating: 0, count: clusters * vectors.columns)
    var sizes = [Int](repeating: 0, count: clusters)
    for (row, label) in labels.enumerated() where label >= 0 {
      let vector = vectors[row: row]
      let length = Double(norm(vector))
      sizes[label] += 1
      guard length > 0 else { continue }
      for i in vector.indices { sums[label * vectors.columns + i] += Double(vector[i]) / length }
    }
    // Means first: a sum of many vectors has squares that single precision rounds more coarsely.
    let means = sums.indices.map { Float(sums[$0] / Double(max(1, sizes[$0 / vectors.columns]))) }
    self.vectors = unitRows(Matrix(rows: clusters, columns: vectors.columns, elements: means))
    self.sizes = sizes
  }
}

/// The rows of `matrix`, each brought to length 1.
func unitRows(_ matrix: Matrix) -> Matrix {
  var unit = matrix
  unit.forEachRow(threads: 1) { _, row in normalize(&row) }
  return unit
}
