import LinearAlgebra
import NearestNeighbors

/// A map of points by t-distributed stochastic neighbor embedding: near points near, and groups apart
/// ([van der Maaten and Hinton 2008]).
///
///     let tsne = TSNE(vectors, metric: .euclidean, options: TSNEOptions(), threads: 2)
///     let map = tsne.place(vectors, threads: 2)
///
/// The model keeps the points and their places, so that it can place new points among them. Equal points
/// count once and have one place.
///
/// [van der Maaten and Hinton 2008]: https://jmlr.org/papers/v9/vandermaaten08a.html
public struct TSNE: Sendable {
  /// The points without repetitions; ``DistinctRows/points`` are of shape (points, dimensions).
  public let distinct: DistinctRows
  /// Their places, of shape (points, 2), around the origin.
  public let places: Matrix
  /// The metric of the points.
  public let metric: Metric
  /// The perplexity the map was made with: less than asked for where there are few points.
  public let perplexity: Double
  /// The Kullback–Leibler divergence reached; see ``TSNELayout/divergence(threads:)``.
  public let divergence: Double

  /// Creates a model from its parts, as a model folder holds them.
  ///
  /// - Precondition: There is a place for each point.
  public init(
    distinct: DistinctRows, places: Matrix, metric: Metric, perplexity: Double, divergence: Double
  ) {
    precondition(
      places.rows == distinct.points.rows && places.columns == 2,
      "places of shape (\(places.rows), \(places.columns)) for \(distinct.points.rows) points")
    self.distinct = distinct
    self.places = places
    self.metric = metric
    self.perplexity = perplexity
    self.divergence = divergence
  }

  /// Makes a map.
  ///
  /// - Parameters:
  ///   - rows: The points, of shape (points, dimensions), finite numbers.
  ///   - metric: Euclidean, or the cosine.
  ///   - options: What is asked for.
  ///   - start: Where the points begin, of shape (points, 2); nil for ``TSNEOptions/start``. The places
  ///     are moved around the origin and scaled unless ``TSNEOptions/continuesStart`` says so.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - progress: Called after each epoch with the number of epochs done.
  /// - Complexity: O(*n*² × *dimensions*) for the neighbors, then O(*n* × *perplexity*) an epoch.
  public init(
    _ rows: PointSource, metric: Metric = .euclidean, options: TSNEOptions, start: Matrix? = nil,
    threads: Int, progress: (_ epoch: Int) -> Void = { _ in }
  ) {
    let distinct = DistinctRows(rows)
    let points = distinct.points
    let graph = BruteForce(points, metric: metric).graph(
      neighbors: options.neighbors(points: points.rows), threads: threads)
    let affinities = SymmetricAffinities(
      graph, metric: metric, perplexity: options.perplexity(points: points.rows),
      threads: threads)
    self.init(
      distinct, affinities, metric: metric, options: options,
      start: start.map { $0.rows(distinct.firstRows) }, threads: threads, progress: progress)
  }

  /// Makes a map of points whose affinities are known.
  ///
  /// - Parameters:
  ///   - distinct: The points, finite numbers.
  ///   - affinities: How much each pair of them belongs together.
  ///   - metric: The metric of the points, by which new ones will find their neighbors.
  ///   - options: What is asked for.
  ///   - start: Where the points begin, of shape (points, 2); nil for ``TSNEOptions/start``.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - progress: Called after each epoch with the number of epochs done.
  /// - Complexity: O(*n* × *perplexity*) an epoch, and the work of the repulsion.
  public init(
    _ distinct: DistinctRows, _ affinities: consuming SymmetricAffinities, metric: Metric,
    options: TSNEOptions, start: Matrix? = nil, threads: Int,
    progress: (_ epoch: Int) -> Void = { _ in }
  ) {
    let beginning = Self.beginning(distinct.points, options, start, threads: threads)
    // Numbered anew by the layout: the first numbering should not be kept beside it.
    let perplexity = affinities.perplexity
    var layout = TSNELayout(affinities, start: beginning, options: options)
    while !layout.isFinished {
      layout.advance(threads: threads)
      progress(layout.epoch)
    }
    self.init(
      distinct: distinct, places: layout.map, metric: metric, perplexity: perplexity,
      divergence: layout.divergence(threads: threads))
  }

  private static func beginning(
    _ points: PointSource, _ options: TSNEOptions, _ start: Matrix?, threads: Int
  ) -> Matrix {
    if let start {
      return options.continuesStart ? start : TSNEStart.scaled(start, seed: options.seed)
    }
    return switch options.start {
    case .pca: TSNEStart.principalComponents(points, seed: options.seed, threads: threads)
    case .random: TSNEStart.random(points.rows, seed: options.seed)
    }
  }
}
