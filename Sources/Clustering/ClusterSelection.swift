import LinearAlgebra
import NearestNeighbors

/// The number of clusters that suits points best, and what speaks for each.
///
/// Every number of a range is fitted and measured in three ways: by the ``Silhouette`` (are clusters
/// apart?), the gap statistic (are they tighter than chance?) and the bootstrap ``Stability`` (are
/// they found again?). The three order the numbers; the one whose mean rank is best is chosen, of
/// equal ones the smallest. No single measure decides, because each has its blind side: the
/// silhouette favors two clusters, the gap many, stability few and equal ones.
///
/// Of more than 4,000 points, a sample stands for all.
public struct ClusterSelection: Sendable {
  /// What was measured of one number of clusters.
  public struct Candidate: Sendable, Equatable {
    /// The number of clusters.
    public let clusters: Int
    /// The within-cluster sum of squares.
    public let inertia: Double
    /// The mean silhouette, in `-1...1`.
    public let silhouette: Double
    /// The gap statistic; nil if every point is on its centroid.
    public let gap: Double?
    /// The standard error of ``gap``.
    public let gapError: Double?
    /// The mean adjusted Rand index with the clusters of resamples.
    public let stability: Double
  }

  /// The numbers of clusters that could be fitted, ascending.
  public let candidates: [Candidate]
  /// The number to choose; nil if none could be fitted.
  public let chosen: Int?
  /// The number of points that were measured.
  public let points: Int

  private static let limit = 4000
  private static let references = 10
  private static let resamples = 10
  private static let restarts = 3

  /// Measures each number of `range`, 2 or more, that is below the number of different points.
  ///
  /// - Complexity: that of some 23 fits for each number.
  public init(_ points: PointSource, range: ClosedRange<Int>, options: KMeans.Options) {
    var rows = Array(0..<points.rows)
    if rows.count > Self.limit {
      var generator = KeyedGenerator(seed: options.seed, purpose: "selection sample")
      generator.shuffle(&rows)
      rows = rows.prefix(Self.limit).sorted()
    }
    let sample = points.gather(rows)
    var options = options
    (options.restarts, options.start) = (Self.restarts, nil)
    let gaps = GapStatistic(sample, references: Self.references, options: options)
    var candidates: [Candidate] = []
    for clusters in range where clusters >= 2 && clusters < sample.rows {
      guard let candidate = Self.measure(clusters, sample, gaps, options) else { break }
      candidates.append(candidate)
    }
    self.candidates = candidates
    self.points = sample.rows
    chosen = Self.best(candidates)
  }

  private static func measure(
    _ clusters: Int, _ points: Matrix, _ gaps: GapStatistic, _ options: KMeans.Options
  ) -> Candidate? {
    let source = PointSource(points)
    guard let model = try? KMeans.fit(source, clusters: clusters, options: options),
      let silhouette = Silhouette(
        source, labels: model.labels, clusters: clusters, seed: options.seed,
        threads: options.threads)
    else { return nil }
    let gap = gaps.gap(clusters: clusters, inertia: model.inertia)
    let stability = Stability(of: model, source, resamples: resamples, options: options)
    return Candidate(
      clusters: clusters, inertia: model.inertia, silhouette: silhouette.mean, gap: gap?.value,
      gapError: gap?.error, stability: stability.agreement)
  }

  /// The number with the best mean rank.
  package static func best(_ candidates: [Candidate]) -> Int? {
    var ranks = [Double](repeating: 0, count: candidates.count)
    let measures: [(Candidate) -> Double] = [
      { $0.silhouette }, { $0.gap ?? .infinity }, { $0.stability },
    ]
    for measure in measures {
      let values = candidates.map(measure)
      for index in values.indices {
        // Equal values share their ranks.
        let better = values.count { $0 > values[index] }
        let equal = values.count { $0 == values[index] }
        ranks[index] += Double(better) + Double(equal - 1) / 2
      }
    }
    return ranks.indices.min { (ranks[$0], $0) < (ranks[$1], $1) }.map { candidates[$0].clusters }
  }
}
