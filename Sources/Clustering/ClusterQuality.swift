import LinearAlgebra

/// Measures of a division of points into clusters, from the points and their labels alone.
///
///     let quality = ClusterQuality(vectors, labels: model.labels, threads: 2)
///     quality.silhouette?.mean
///
/// The definitions, edge cases included, are scikit-learn's, and so are the numbers to at least six
/// digits: everything is added up in double precision, in the order of fixed chunks of points, so
/// nothing depends on `threads`.
public struct ClusterQuality: Sendable {
  /// The within-cluster sum of squares: the squared distances of the points from the mean of their
  /// cluster.
  public let inertia: Double
  /// The ``inertia`` of each cluster.
  public let inertias: [Double]
  /// The number of points of each cluster.
  public let sizes: [Int]
  /// How similar the most similar clusters are; 0 is best. See ``daviesBouldin(_:)``.
  public let daviesBouldin: Double?
  /// The dispersion between clusters by that within; more is better. See ``calinskiHarabasz(_:)``.
  public let calinskiHarabasz: Double?
  /// How much nearer points are to their own cluster than to the next, in `-1...1`. See
  /// ``Silhouette``.
  public let silhouette: Silhouette?

  /// Measures `labels` of `points`, of shape (points, dimensions).
  ///
  /// Measures other than the inertia are nil if there are fewer than two clusters with points, or
  /// no fewer than points.
  ///
  /// - Parameters:
  ///   - points: The points that were clustered.
  ///   - labels: The cluster of each point, in `0..<`*clusters*; a cluster may be empty.
  ///   - seed: The seed of the sample for the silhouette of many points.
  ///   - threads: The number of threads.
  /// - Complexity: O(*points* × *clusters* × *dimensions*), and the silhouette's.
  public init(_ points: Matrix, labels: [Int], seed: UInt64 = 42, threads: Int) {
    precondition(labels.count == points.rows, "\(labels.count) labels of \(points.rows) points")
    precondition(labels.allSatisfy { $0 >= 0 }, "a label is negative")
    let dispersion = Dispersion(points, labels: labels, threads: threads)
    inertias = dispersion.squares
    inertia = dispersion.squares.reduce(0, +)
    sizes = dispersion.sizes
    let used = dispersion.used.count
    let isMeasurable = used >= 2 && used < points.rows
    daviesBouldin = isMeasurable ? Self.daviesBouldin(dispersion) : nil
    calinskiHarabasz = isMeasurable ? Self.calinskiHarabasz(dispersion) : nil
    silhouette =
      isMeasurable
      ? Silhouette(points, labels: labels, clusters: sizes.count, seed: seed, threads: threads)
      : nil
  }
}
