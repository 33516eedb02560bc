import LinearAlgebra
import NearestNeighbors

/// How surely clusters are found again when the points are drawn anew ([Hennig 2007]).
///
/// As many points as there are, with repetitions, are clustered; all points then join the nearest of
/// the new centroids. The stability of a cluster is the mean, over the resamples, of its largest
/// Jaccard coefficient with a new cluster: below 0.6 it is hardly more than chance, from 0.85 on it
/// is surely there, by the paper's experience. Of more than 20,000 points, a sample stands for all.
///
/// [Hennig 2007]: https://doi.org/10.1016/j.csda.2006.11.025
public struct Stability: Sendable, Equatable {
  /// The stability of each cluster, in `0...1`; 0 for a cluster without points.
  public let clusters: [Double]
  /// The mean adjusted Rand index of the old and the new clusters.
  public let agreement: Double

  private static let limit = 20_000

  /// Measures the clusters of a model.
  ///
  /// - Parameters:
  ///   - model: Clusters fitted to `points`.
  ///   - points: The points.
  ///   - resamples: How often points are drawn anew, 1 or more.
  ///   - options: The options of the fit; one start is enough for each resample.
  /// - Complexity: that of so many fits of one start.
  public init(
    of model: KMeansModel, _ points: PointSource, resamples: Int, options: KMeans.Options
  ) {
    let count = model.centroids.rows
    var rows = Array(0..<points.rows)
    if rows.count > Self.limit {
      var generator = KeyedGenerator(seed: options.seed, purpose: "stability sample")
      generator.shuffle(&rows)
      rows = rows.prefix(Self.limit).sorted()
    }
    let sample = points.gather(rows)
    let labels = rows.map { model.labels[$0] }
    var options = options
    (options.restarts, options.start, options.batchSize) = (1, nil, nil)
    var (sums, agreements) = ([Double](repeating: 0, count: count), 0.0)
    for resample in 0..<resamples {
      let found = Self.relabeled(sample, clusters: count, resample, options)
      agreements += Agreement.adjustedRand(labels, found)
      let coefficients = Self.coefficients(labels, found, clusters: count)
      for cluster in sums.indices { sums[cluster] += coefficients[cluster] }
    }
    clusters = sums.map { $0 / Double(resamples) }
    agreement = agreements / Double(resamples)
  }

  /// The clusters of all points by the centroids of a resample.
  private static func relabeled(
    _ points: Matrix, clusters: Int, _ resample: Int, _ options: KMeans.Options
  ) -> [Int] {
    var generator = KeyedGenerator(seed: options.seed, purpose: "bootstrap", index: resample)
    let drawn = (0..<points.rows).map { _ in generator.below(points.rows) }.sorted()
    // A resample may have fewer different points than clusters.
    let model = try? KMeans.fit(points.rows(drawn), clusters: clusters, options: options)
    guard let model else { return [Int](repeating: 0, count: points.rows) }
    return model.predict(points, threads: options.threads).map { Int($0.label) }
  }

  /// The largest Jaccard coefficient of each cluster of `a` with one of `b`.
  private static func coefficients(_ a: [Int], _ b: [Int], clusters: Int) -> [Double] {
    var both = [Int](repeating: 0, count: clusters * clusters)
    var (inA, inB) = ([Int](repeating: 0, count: clusters), [Int](repeating: 0, count: clusters))
    for (x, y) in zip(a, b) {
      both[x * clusters + y] += 1
      inA[x] += 1
      inB[y] += 1
    }
    return (0..<clusters).map { x in
      (0..<clusters).reduce(0) { best, y in
        let shared = both[x * clusters + y]
        return max(best, Double(shared) / Double(max(1, inA[x] + inB[y] - shared)))
      }
    }
  }
}
