import LinearAlgebra
import NearestNeighbors

/// Divides points into clusters such that the squared distances from the points to the mean of
/// their cluster add up to little.
///
///     let model = try KMeans.fit(vectors, clusters: 8)
///     model.labels[0]                      // the cluster of the first vector
///     model.predict(newVectors)            // the clusters of others
///
/// Lloyd's algorithm finds a local minimum, so it is started several times from centroids that
/// k-means++ draws (k-means‖ for 256 clusters and more), and the best result is kept. Of many points,
/// k-means++ draws from a sample of 100 a cluster and at least 20,000.
public enum KMeans {
  /// What can be chosen about the search.
  public struct Options: Sendable {
    /// The number of starts. More of them find a lower minimum, and take longer in proportion;
    /// `n_init` in scikit-learn.
    public var restarts = 10
    /// The largest number of iterations of one start; with ``batchSize``, of passes over the points.
    public var maximumIterations = 300
    /// A start ends when the squared moves of its centroids add up to this share of the mean
    /// variance of a dimension, or less. With 0 it goes on until no point changes its cluster.
    public var tolerance = 1e-4
    /// Learn from batches of so many points, drawn at random, and go over all points only once more:
    /// several times faster for many points, at a slightly higher inertia. Nil for all at once.
    public var batchSize: Int?
    /// Keep centroids at length 1, for points of length 1: they are then grouped by their angles to
    /// the centroids (spherical k-means, [Dhillon and Modha 2001]).
    ///
    /// [Dhillon and Modha 2001]: https://doi.org/10.1023/A:1007612920971
    public var isSpherical = false
    /// Centroids to start from instead of drawing some, such as those of the day before; there is
    /// then one start. Of shape (clusters, dimensions).
    public var start: Matrix?
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
  /// centroid.
  ///
  /// - Parameters:
  ///   - points: The points, finite and below about 1e18.
  ///   - clusters: The number of clusters, at least 1.
  ///   - options: What can be chosen about the search.
  /// - Returns: The fitted clusters.
  /// - Throws: ``KMeansError`` if there are fewer points, or fewer different points, than clusters.
  /// - Complexity: O(*restarts* × *iterations* × *points* × *clusters* × *dimensions*) at most; late
  ///   iterations take a fraction of that. Up to 4 bytes for each point and cluster, no more than
  ///   1 GiB.
  public static func fit(
    _ points: Matrix, clusters: Int, options: Options = Options()
  ) throws(KMeansError) -> KMeansModel {
    try fit(PointSource(points), clusters: clusters, options: options)
  }

  /// Fits clusters to points that are read as they are needed, as from a mapped file; see
  /// ``fit(_:clusters:options:)``.
  public static func fit(
    _ points: PointSource, clusters: Int, options: Options = Options()
  ) throws(KMeansError) -> KMeansModel {
    precondition(clusters > 0 && options.restarts > 0, "\(clusters) clusters")
    precondition(points.columns > 0, "points have no dimensions")
    guard clusters <= points.rows else {
      throw .tooFewPoints(clusters: clusters, points: points.rows)
    }
    var best: (run: Lloyd, inertia: Double)?
    let tolerance = options.tolerance > 0 ? options.tolerance * meanVariance(points, options) : 0
    for restart in 0..<(options.start == nil ? options.restarts : 1) {
      var start = try start(points, clusters, restart, options)
      if options.isSpherical { start.forEachRow(threads: 1) { normalize(&$1) } }
      let run = run(points, start, restart, options, tolerance)
      let inertia = run.inertia
      if run.isComplete, inertia < best?.inertia ?? .infinity { best = (run, inertia) }
    }
    // Points that differ, but by less than single precision can tell from their centroids.
    guard let best else { throw .tooFewDistinctPoints(clusters: clusters, distinct: clusters - 1) }
    return KMeansModel(best.run, points, threads: options.threads)
  }

  private static func run(
    _ points: PointSource, _ start: Matrix, _ restart: Int, _ options: Options, _ tolerance: Double
  ) -> Lloyd {
    precondition(start.columns == points.columns, "centroids of other dimensions")
    guard let size = options.batchSize else {
      var run = Lloyd(
        points, centroids: start, isSpherical: options.isSpherical, threads: options.threads)
      run.run(maximumIterations: options.maximumIterations, tolerance: tolerance)
      return run
    }
    var batches = MiniBatch(centroids: start)
    batches.run(points, options: options, size: min(size, points.rows), start: restart)
    var run = Lloyd(
      points, centroids: batches.centroids, isSpherical: options.isSpherical,
      threads: options.threads)
    // Nothing more, unless a cluster is empty.
    run.run(maximumIterations: 0, tolerance: 0)
    return run
  }

  /// The number of clusters from which on k-means‖ chooses the first centroids.
  private static let manyClusters = 256

  private static func start(
    _ points: PointSource, _ clusters: Int, _ restart: Int, _ options: Options
  ) throws(KMeansError) -> Matrix {
    if let start = options.start { return start }
    let generator = KeyedGenerator(seed: options.seed, purpose: "k-means++", index: restart)
    if clusters >= manyClusters {
      return points.gather(
        try KMeansParallel.choose(
          points, clusters: clusters, generator: generator, threads: options.threads))
    }
    let sample = max(20_000, 100 * clusters)
    if points.rows > sample {
      var generator = generator
      let rows = Set((0..<sample).map { _ in generator.below(points.rows) }).sorted()
      let few = PointSource(points.gather(rows))
      if let start = try? KMeansPlusPlus.choose(
        few, clusters: clusters, generator: generator, threads: options.threads)
      {
        return few.gather(start)
      }
    }
    return points.gather(
      try KMeansPlusPlus.choose(
        points, clusters: clusters, generator: generator, threads: options.threads))
  }

  /// The variance of a dimension, averaged over the dimensions.
  private static func meanVariance(_ points: PointSource, _ options: Options) -> Double {
    let dispersion = Dispersion(
      points, labels: [Int](repeating: 0, count: points.rows), threads: options.threads)
    return dispersion.squares.reduce(0, +) / Double(points.rows * points.columns)
  }
}
