import LinearAlgebra
import NearestNeighbors

/// k-means on small samples of the points: each batch joins its nearest centroids, and each of these
/// moves to the mean of all points it has seen ([Sculley 2010]).
///
/// It ends as scikit-learn's does: when the smoothed inertia of the batches has not improved for ten
/// of them. Batches are drawn with replacement, keyed by their number, so the result does not depend
/// on threads.
///
/// [Sculley 2010]: https://doi.org/10.1145/1772690.1772862
struct MiniBatch {
  /// The centroids, of shape (clusters, dimensions).
  private(set) var centroids: Matrix
  /// The number of batches.
  private(set) var batches = 0
  private var counts: [Double]
  private var smoothed: Double?
  private var least = Double.infinity
  private var withoutImprovement = 0

  private static let patience = 10

  init(centroids: Matrix) {
    self.centroids = centroids
    counts = [Double](repeating: 0, count: centroids.rows)
  }

  /// Learns from batches until they no longer improve, or all points have been seen
  /// `maximumPasses` times on average.
  mutating func run(_ points: PointSource, options: KMeans.Options, size: Int, start: Int) {
    let limit = options.maximumIterations * max(1, points.rows / size)
    let purpose = "mini-batch of start \(start)"
    while batches < limit, withoutImprovement < Self.patience {
      var generator = KeyedGenerator(seed: options.seed, purpose: purpose, index: batches)
      let rows = (0..<size).map { _ in generator.below(points.rows) }.sorted()
      let batch = PointSource(points.gather(rows))
      let inertia = learn(batch, isSpherical: options.isSpherical, threads: options.threads)
      judge(inertia / Double(size), weight: min(1, 2 * Double(size) / Double(points.rows + 1)))
      batches += 1
    }
  }

  /// Moves the centroids by one batch and returns the inertia it had before.
  private mutating func learn(_ batch: PointSource, isSpherical: Bool, threads: Int) -> Double {
    let assignments = CentroidSearch(centroids).assign(batch, threads: threads)
    var moments = Moments(clusters: centroids.rows, dimensions: centroids.columns)
    moments.apply(
      assignments.indices.map { .init(point: $0, from: -1, to: assignments[$0].label) },
      of: batch, threads: threads)
    let means = moments.means
    for cluster in counts.indices where moments.counts[cluster] > 0 {
      let count = Double(moments.counts[cluster])
      counts[cluster] += count
      let share = count / counts[cluster]
      centroids.withMutableRow(cluster) { row in
        let mean = means[row: cluster]
        for index in row.indices {
          row[index] = Float(Double(row[index]) + share * Double(mean[index] - row[index]))
        }
        if isSpherical { normalize(&row) }
      }
    }
    return assignments.reduce(0) { $0 + Double($1.squaredDistance) }
  }

  private mutating func judge(_ inertia: Double, weight: Double) {
    // The first batch tells of the start, not of what was learned.
    guard batches > 0 else { return }
    let value = smoothed.map { $0 * (1 - weight) + inertia * weight } ?? inertia
    smoothed = value
    withoutImprovement = value < least ? 0 : withoutImprovement + 1
    least = min(least, value)
  }
}
