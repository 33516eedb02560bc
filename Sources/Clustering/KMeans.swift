import LinearAlgebra

/// Divides points into clusters such that the squared distances from the points to the mean of
/// their cluster add up to little.
///
///     let model = try KMeans.fit(vectors, clusters: 8)
///     model.labels[0]                      // the cluster of the first vector
///     model.predict(newVectors)            // the clusters of others
///
/// Lloyd's algorithm finds a local minimum, so it is started several times from centroids that
/// k-means++ draws, and the best result is kept.
public enum KMeans {
  /// What can be chosen about the search.
  public struct Options: Sendable {
    /// The number of starts. More of them find a lower minimum, and take longer in proportion;
    /// `n_init` in scikit-learn.
    public var restarts = 10
    /// The largest number of iterations of one start.
    public var maximumIterations = 300
    /// A start ends when the squared moves of its centroids add up to this share of the mean
    /// variance of a dimension, or less. With 0 it goes on until no point changes its cluster.
    public var tolerance = 1e-4
    /// The seed of k-means++.
    public var seed: UInt64 = 42
    /// The number of threads; the result does not depend on it.
    public var threads = 1

    /// Creates the default options.
    public init() {}
  }

  /// Fits clusters to `points`, of shape (points, dimensions).
  ///
  /// Clusters are numbered by descending size, equal ones by their first point. No cluster is
  /// empty: one that loses all its points is given the point that is farthest from its own
  /// centroid. Of equally good starts the first is kept.
  ///
  /// - Parameters:
  ///   - points: The points; equal rows are welcome.
  ///   - clusters: The number of clusters, at least 1.
  ///   - options: What can be chosen about the search.
  /// - Returns: The fitted clusters.
  /// - Throws: ``KMeansError`` if there are fewer points, or fewer different points, than clusters.
  /// - Complexity: O(*restarts* × *iterations* × *points* × *clusters* × *dimensions*)
  public static func fit(
    _ points: Matrix, clusters: Int, options: Options = Options()
  ) throws(KMeansError) -> KMeansModel {
    precondition(clusters > 0 && options.restarts > 0, "\(clusters) clusters")
    precondition(points.columns > 0, "points have no dimensions")
    guard clusters <= points.rows else {
      throw .tooFewPoints(clusters: clusters, points: points.rows)
    }
    let tolerance = options.tolerance * meanVariance(points)
    var best: Lloyd?
    for restart in 0..<options.restarts {
      let generator = KeyedGenerator(seed: options.seed, purpose: "k-means++", index: restart)
      let start = try KMeansPlusPlus.choose(
        points, clusters: clusters, generator: generator, threads: options.threads)
      var run = Lloyd(points, centroids: points.rows(start), threads: options.threads)
      run.run(maximumIterations: options.maximumIterations, tolerance: tolerance)
      run.number()
      if run.isComplete, run.inertia < best?.inertia ?? .infinity { best = run }
    }
    // Points that differ, but by less than single precision can tell from their centroids.
    guard let best else { throw .tooFewDistinctPoints(clusters: clusters, distinct: clusters - 1) }
    return KMeansModel(best)
  }

  /// The variance of a dimension, averaged over the dimensions.
  private static func meanVariance(_ points: Matrix) -> Double {
    let means = points.columnMeans()
    var sum = 0.0
    for index in points.indices {
      sum += Double(squaredEuclideanDistance(points[row: index], means.span))
    }
    return sum / Double(points.rows * points.columns)
  }
}
