import LinearAlgebra
import NearestNeighbors

/// How much nearer points are to their own cluster than to the next ([Rousseeuw 1987]).
///
/// The silhouette of a point is (*b* − *a*) ÷ max(*a*, *b*), where *a* is its mean distance to the
/// other points of its cluster and *b* the smallest mean distance to the points of another one. A
/// point that is alone in its cluster has 0. Noise is left out.
///
/// Of 20,000 points and more, a sample of 10,000 stands for all: distances are measured within the
/// sample only, as with `sample_size` in scikit-learn.
///
/// [Rousseeuw 1987]: https://doi.org/10.1016/0377-0427(87)90125-7
public struct Silhouette: Sendable, Equatable {
  /// The mean over the points, in `-1...1`.
  public let mean: Double
  /// The standard error that ``mean`` has for being that of a sample: the standard deviation over
  /// the sample, by the root of its size and with the correction for finite populations; 0 if all
  /// points were measured.
  public let standardError: Double
  /// The mean over the points of each cluster; nil for a cluster of which no point was measured.
  public let clusterMeans: [Double?]
  /// The number of points that were measured.
  public let points: Int

  /// The number of points from which on a sample is measured.
  public static let sampledFrom = 20_000
  /// The number of points of a sample.
  public static let sampleSize = 10_000

  /// Measures `labels` of points.
  ///
  /// - Returns: nil if the points measured have fewer than two clusters.
  /// - Complexity: O(*n*² × *dimensions*) for *n* points measured, as products of matrices.
  init?(
    _ points: PointSource, labels: [Int], clusters: Int, sampledFrom: Int = sampledFrom,
    sampleSize: Int = sampleSize, seed: UInt64, threads: Int
  ) {
    let eligible = labels.indices.filter { labels[$0] >= 0 }
    let measured =
      eligible.count < sampledFrom ? eligible : Self.sample(eligible, sampleSize, seed: seed)
    // Clusters in a row, so that the distances to each are a run.
    let order = measured.sorted { (labels[$0], $0) < (labels[$1], $1) }
    let sizes = measured.reduce(into: [Int](repeating: 0, count: clusters)) { $0[labels[$1]] += 1 }
    guard sizes.count(where: { $0 > 0 }) >= 2 else { return nil }
    let pairs = PairDistances(points.gather(order))
    let values = parallelMap(count: order.count, chunk: PairDistances.block, threads: threads) {
      pairs.silhouettes($0, sizes: sizes)
    }.flatMap { $0 }
    var sums = [Double](repeating: 0, count: clusters)
    for (point, value) in zip(order, values) { sums[labels[point]] += value }
    self.points = order.count
    let mean = sums.reduce(0, +) / Double(order.count)
    self.mean = mean
    clusterMeans = sums.indices.map { sizes[$0] > 0 ? sums[$0] / Double(sizes[$0]) : nil }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let unseen = 1 - Double(order.count) / Double(eligible.count)
    standardError = (squares / Double(order.count - 1) / Double(order.count) * unseen).squareRoot()
  }

  private static func sample(_ points: [Int], _ count: Int, seed: UInt64) -> [Int] {
    var generator = KeyedGenerator(seed: seed, purpose: "silhouette sample")
    var points = points
    generator.shuffle(&points)
    return Array(points.prefix(count))
  }
}
