import LinearAlgebra

/// Finds the nearest neighbors of all points, exactly where that is soon done and nearly so otherwise.
///
///     let found = NeighborSearch(points, metric: .cosine).run(neighbors: 15, threads: 2)
///     print(found.graph.neighbors(of: 0), found.recall.value)
public struct NeighborSearch: Sendable {
  /// Which search is made.
  public enum Method: String, Sendable, CaseIterable {
    /// Exact up to ``exactLimit`` points, approximate beyond.
    case auto
    /// Every pair of points is compared: ``BruteForce``.
    case exact
    /// Few pairs are compared: ``ApproximateSearch``. Inner products are always searched exactly.
    case approximate
  }

  /// What was found.
  public struct Found: Sendable {
    /// The neighbors of each point, itself left out.
    public let graph: NeighborGraph
    /// Whether every pair of points was compared.
    public let isExact: Bool
    /// The share of neighbors found: measured on a sample, or 1 of all points if the search was exact.
    public let recall: Recall
  }

  /// The largest number of points whose pairs are all compared by default.
  public static let exactLimit = 100_000
  /// The share of neighbors that an approximate search goes on for by default.
  public static let recall = 0.95

  private let points: PointSource
  private let metric: Metric
  private let method: Method
  private let seed: UInt64
  private let recall: Double

  /// Creates the search of `points`.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - metric: How distance is measured.
  ///   - method: Which search is made.
  ///   - seed: The seed of an approximate search, and of the sample it is measured on.
  ///   - recall: The share of neighbors that an approximate search goes on for, from 0 to 1.
  /// - Complexity: O(1)
  public init(
    _ points: PointSource, metric: Metric, method: Method = .auto, seed: UInt64 = 0,
    recall: Double = Self.recall
  ) {
    (self.points, self.metric, self.method, self.seed) = (points, metric, method, seed)
    self.recall = recall
  }

  /// Whether every pair of points is compared for so many neighbors.
  public func isExact(neighbors: Int) -> Bool {
    if metric == .innerProduct || method == .exact { return true }
    if method == .auto && points.rows <= Self.exactLimit { return true }
    return !ApproximateSearch.suits(points: points.rows, neighbors: neighbors)
  }

  /// Finds the nearest points of each point, itself left out.
  ///
  /// - Parameters:
  ///   - neighbors: The number of neighbors; if there are fewer points, all of them are returned.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: A row for each point, and how many of the true neighbors were found.
  /// - Precondition: All numbers are finite.
  /// - Complexity: that of ``BruteForce`` or ``ApproximateSearch``.
  public func run(neighbors: Int, threads: Int) -> Found {
    guard !isExact(neighbors: neighbors) else {
      let graph = BruteForce(points, metric: metric).graph(neighbors: neighbors, threads: threads)
      return Found(graph: graph, isExact: true, recall: Recall(value: 1, sample: points.rows))
    }
    let (graph, recall) = ApproximateSearch(
      points, metric: metric, seed: seed, recall: recall
    )
    .run(neighbors: neighbors, threads: threads)
    return Found(graph: graph, isExact: false, recall: recall)
  }
}
