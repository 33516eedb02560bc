import LinearAlgebra
import NearestNeighbors

/// Measures of a division of points into clusters, from the points and their labels alone.
///
///     let quality = ClusterQuality(vectors, labels: model.labels, threads: 2)
///     quality.silhouette?.mean
///
/// The definitions, edge cases included, are scikit-learn's, and so are the numbers to nine digits:
/// everything is added up in double precision, in an order that does not depend on `threads`. Points
/// with a negative label are noise: they are left out of every measure but ``noise``, as if they were
/// not there.
public struct ClusterQuality: Sendable {
  /// The number of points that are noise.
  public let noise: Int
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

  /// The share of the points that are noise.
  public var noiseShare: Double { Double(noise) / Double(max(1, noise + sizes.reduce(0, +))) }

  /// Measures `labels` of `points`, of shape (points, dimensions).
  ///
  /// Measures other than the inertia are nil if there are fewer than two clusters with points, or
  /// no fewer than points.
  ///
  /// - Parameters:
  ///   - points: The points that were clustered.
  ///   - labels: The cluster of each point, in `0..<`*clusters*, or a negative number for noise; a
  ///     cluster may be empty.
  ///   - seed: The seed of the sample for the silhouette of many points.
  ///   - threads: The number of threads.
  /// - Complexity: O(*points* × *clusters* × *dimensions*), and the silhouette's.
  public init(_ points: Matrix, labels: [Int], seed: UInt64 = 42, threads: Int) {
    self.init(PointSource(points), labels: labels, seed: seed, threads: threads)
  }

  /// Measures points that are read as they are needed; see ``init(_:labels:seed:threads:)``.
  public init(_ points: PointSource, labels: [Int], seed: UInt64 = 42, threads: Int) {
    precondition(labels.count == points.rows, "\(labels.count) labels of \(points.rows) points")
    let dispersion = Dispersion(points, labels: labels, threads: threads)
    inertias = dispersion.squares
    inertia = dispersion.squares.reduce(0, +)
    sizes = dispersion.sizes
    noise = labels.count { $0 < 0 }
    let used = dispersion.used.count
    let isMeasurable = used >= 2 && used < points.rows - noise
    daviesBouldin = isMeasurable ? Self.daviesBouldin(dispersion) : nil
    calinskiHarabasz = isMeasurable ? Self.calinskiHarabasz(dispersion) : nil
    silhouette =
      isMeasurable
      ? Silhouette(points, labels: labels, clusters: sizes.count, seed: seed, threads: threads)
      : nil
  }
}
