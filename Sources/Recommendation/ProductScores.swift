import LinearAlgebra

/// How well each product suits each cluster.
///
/// A product that is a little like everything (a gift card, a mug) would be near the top
/// everywhere. Its score is therefore lowered by its mean similarity to all clusters:
///
///     score(p, c) = cosine(p, c) − contrast × mean over clusters of cosine(p, ·)
///
/// With contrast 0 the score is the cosine; with 1 only what is particular to the cluster counts.
/// [Suzuki et al. 2013] center similarities for the same reason: it takes away hubs, vectors that
/// are the nearest neighbors of too many others.
///
/// [Suzuki et al. 2013]: https://aclanthology.org/D13-1058/
public struct ProductScores: Sendable {
  /// The cosines, of shape (products, clusters).
  public let similarities: Matrix
  /// The scores, of shape (products, clusters).
  public let scores: Matrix

  /// Measures products against centroids of the same number of dimensions.
  ///
  /// - Parameters:
  ///   - products: The vectors of the products, of shape (products, dimensions).
  ///   - centroids: The clusters; those without members have no part in the mean.
  ///   - contrast: The share of the mean that is subtracted. With a single cluster nothing is.
  /// - Complexity: O(*products* × *clusters* × *dimensions*)
  public init(_ products: Matrix, _ centroids: ClusterCentroids, contrast: Float) {
    precondition(products.columns == centroids.vectors.columns, "dimensions differ")
    let units = unitRows(products)
    let clusters = centroids.sizes.count
    var similarities = Matrix(rows: products.rows, columns: clusters)
    var scores = similarities
    let used = centroids.sizes.indices.filter { centroids.sizes[$0] > 0 }
    for product in 0..<products.rows {
      let row = (0..<clusters).map { dot(units[row: product], centroids.vectors[row: $0]) }
      let mean = used.reduce(0) { $0 + row[$1] } / Float(max(1, used.count))
      for cluster in 0..<clusters {
        similarities[product, cluster] = row[cluster]
        scores[product, cluster] = row[cluster] - (used.count > 1 ? contrast * mean : 0)
      }
    }
    self.similarities = similarities
    self.scores = scores
  }
}
