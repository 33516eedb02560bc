import LinearAlgebra
import NearestNeighbors

/// The clusters of one night, as those of the next are matched with them.
public struct ClusterNight: Sendable {
  /// The numbers of the clusters, ascending.
  public let numbers: [Int]
  /// The number of rows of each cluster.
  public let sizes: [Int]
  /// The number of rows that are in no cluster.
  public let noise: Int
  /// The place in ``numbers`` of each row's cluster; −1 for noise.
  public let clusterOfRow: [String: Int]
  /// The mean of each cluster's rows, of shape (clusters, dimensions).
  public let centroids: Matrix
  /// The mean distance of each cluster's rows from their mean.
  public let spreads: [Double]
  /// The numbers of clusters that there were once, ascending, which are not given again.
  public let retired: [Int]

  /// Creates a night from what its files say.
  ///
  /// - Parameters:
  ///   - ids: The id of each row.
  ///   - labels: The number of each row's cluster; a negative one is noise.
  ///   - numbers: The numbers of the clusters, ascending; all labels are among them.
  ///   - centroids: The mean of each cluster's rows.
  ///   - spreads: The mean distance of each cluster's rows from their mean.
  ///   - retired: The numbers that are not given again.
  /// - Complexity: O(*rows* log *clusters*)
  public init(
    ids: [String], labels: [Int], numbers: [Int], centroids: Matrix, spreads: [Double],
    retired: [Int] = []
  ) {
    precondition(ids.count == labels.count, "\(labels.count) labels of \(ids.count) rows")
    precondition(numbers.count == centroids.rows && numbers.count == spreads.count)
    let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    let clusters = labels.map { places[$0] ?? -1 }
    self.numbers = numbers
    self.centroids = centroids
    self.spreads = spreads
    self.retired = retired
    sizes = clusters.reduce(into: [Int](repeating: 0, count: numbers.count)) {
      if $1 >= 0 { $0[$1] += 1 }
    }
    noise = clusters.count { $0 < 0 }
    clusterOfRow = Dictionary(zip(ids, clusters)) { first, _ in first }
  }

  /// Creates a night from rows that have just been clustered.
  ///
  /// - Parameters:
  ///   - ids: The id of each row.
  ///   - labels: The cluster of each row, from 0 without gaps; a negative one is noise.
  ///   - points: The rows.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*rows* × *dimensions*)
  public init(ids: [String], labels: [Int], points: PointSource, threads: Int) {
    precondition(labels.count == points.rows, "\(labels.count) labels of \(points.rows) rows")
    let clusters = (labels.max() ?? -1) + 1
    var moments = Moments(clusters: clusters, dimensions: points.columns)
    let arrivals = labels.indices.filter { labels[$0] >= 0 }
      .map { Moments.Change(point: $0, from: -1, to: Int32(labels[$0])) }
    moments.apply(arrivals, of: points, threads: threads)
    let centroids = moments.means
    let squares = parallelMap(count: points.rows, chunk: 1024, threads: threads) { rows in
      var chunk = [Float](repeating: 0, count: rows.count * points.columns)
      var target = chunk.mutableSpan
      points.copy(rows, into: &target)
      return rows.map { row in
        let start = (row - rows.lowerBound) * points.columns
        let point = chunk.span.extracting(start..<start + points.columns)
        return labels[row] < 0 ? 0 : squaredEuclideanDistance(point, centroids[row: labels[row]])
      }
    }.joined()
    var distances = [Double](repeating: 0, count: clusters)
    for (square, label) in zip(squares, labels) where label >= 0 {
      distances[label] += Double(square).squareRoot()
    }
    self.init(
      ids: ids, labels: labels, numbers: Array(0..<clusters), centroids: centroids,
      spreads: zip(distances, moments.counts).map { $0 / Double(max(1, $1)) })
  }

  /// How far the cluster at `place` lies from a cluster of another night: the distance of their
  /// means, nil if the two nights' rows have other dimensions.
  func distance(_ place: Int, to other: ClusterNight, _ otherPlace: Int) -> Double? {
    guard centroids.columns == other.centroids.columns else { return nil }
    let square = squaredEuclideanDistance(
      centroids[row: place], other.centroids[row: otherPlace])
    return Double(square).squareRoot()
  }
}
