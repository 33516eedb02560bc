import LinearAlgebra
import NearestNeighbors
import Synchronization

/// One run of Lloyd's algorithm ([Lloyd 1982]): every point joins the nearest centroid, then every
/// centroid moves to the mean of its points, until neither changes.
///
/// Labels are those of plain loops in double precision, of equally near centroids the lower; see
/// ``CentroidSearch`` and ``BoundedRows`` for how most of that work is left undone. Sums are kept in
/// double precision and added in the order of the points.
///
/// [Lloyd 1982]: https://doi.org/10.1109/TIT.1982.1056489
struct Lloyd {
  /// The centroids, of shape (clusters, dimensions).
  private(set) var centroids: Matrix
  /// How often the centroids were moved.
  private(set) var iterations = 0

  private let points: PointSource
  private let isSpherical: Bool
  private let threads: Int
  private let chunks: [Chunk]
  private var moments: Moments
  /// The sum of the moves of each centroid, rounded up.
  private var moved: [Float]
  private var changed = 0

  /// Bounds of at most so many numbers are kept, 1 GiB.
  private static let bounds = 1 << 28

  /// Some of the points; each is worked on by one thread at a time.
  private final class Chunk: Sendable {
    let rows: Mutex<BoundedRows>
    init(_ rows: BoundedRows) { self.rows = Mutex(rows) }
  }

  /// Assigns the points to the first centroids.
  init(_ points: PointSource, centroids: Matrix, isSpherical: Bool = false, threads: Int) {
    self.points = points
    self.centroids = centroids
    self.isSpherical = isSpherical
    self.threads = threads
    moments = Moments(clusters: centroids.rows, dimensions: centroids.columns)
    moved = [Float](repeating: 0, count: centroids.rows)
    let keepsBounds = centroids.rows > 1 && points.rows <= Self.bounds / centroids.rows
    let length = pointChunk(points.rows)
    chunks = stride(from: 0, to: points.rows, by: length).map { start in
      Chunk(
        BoundedRows(
          start..<min(start + length, points.rows), clusters: centroids.rows,
          keepsBounds: keepsBounds))
    }
    assign()
  }

  /// The number of points of each cluster.
  var sizes: [Int] { moments.counts }

  /// Whether every cluster has a point.
  var isComplete: Bool { !sizes.contains(0) }

  /// The cluster of each point.
  var labels: [Int32] { chunks.flatMap { $0.rows.withLock(\.labels) } }

  /// The sum of squared distances of the points from their centroids.
  ///
  /// - Complexity: O(*points* × *dimensions*)
  var inertia: Double { squaredDistances.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Moves the centroids until no point changes its cluster, the squared moves add up to
  /// `tolerance` or less, or `maximumIterations` are done.
  ///
  /// An empty cluster is given a point and then needs an iteration more; that these are finitely
  /// many is certain in exact arithmetic, and the limit of as many as there are clusters holds in
  /// any.
  mutating func run(maximumIterations: Int, tolerance: Double) {
    let limit = maximumIterations + centroids.rows
    while iterations < limit {
      if iterations >= maximumIterations, isComplete { return }
      let move = moveCentroids()
      assign()
      iterations += 1
      if isComplete, changed == 0 || move <= tolerance { return }
    }
  }

  /// Gives every point to its nearest centroid, and sums up the points of each cluster.
  private mutating func assign() {
    let (search, moved, points, chunks) = (CentroidSearch(centroids), moved, points, chunks)
    let changes = parallelMap(count: chunks.count, chunk: 1, threads: threads) { range in
      chunks[range.lowerBound].rows.withLock { $0.assign(search, moved: moved, points) }
    }.flatMap { $0 }
    changed = changes.count
    moments.apply(changes, of: points, threads: threads)
  }

  /// Moves each centroid to the mean of its points and returns the sum of the squared moves.
  private mutating func moveCentroids() -> Double {
    var means = refilled().means
    if isSpherical { means.forEachRow(threads: 1) { normalize(&$1) } }
    var sum = 0.0
    for cluster in 0..<centroids.rows {
      let move = exactSquaredDistance(centroids[row: cluster], means[row: cluster])
      moved[cluster] = (moved[cluster] + Float(move.squareRoot()) * 1.000_001).nextUp
      sum += move
    }
    centroids = means
    return sum
  }

  /// The moments in which each empty cluster has the point that is farthest from its centroid, among
  /// those that are not the last of their cluster; of equally far ones, the first.
  ///
  /// The points belong to their clusters until they are assigned anew.
  private func refilled() -> Moments {
    guard !isComplete else { return moments }
    let (labels, distances) = (labels, squaredDistances.flatMap { $0 })
    let order = distances.indices.sorted { a, b in (-distances[a], a) < (-distances[b], b) }
    var candidates = order.makeIterator()
    var refilled = moments
    for cluster in sizes.indices where sizes[cluster] == 0 {
      while let point = candidates.next() {
        guard refilled.counts[Int(labels[point])] > 1 else { continue }
        let change = Moments.Change(point: point, from: labels[point], to: Int32(cluster))
        refilled.apply([change], of: points, threads: 1)
        break
      }
    }
    return refilled
  }

  /// The squared distance of each point from its centroid, by chunk.
  private var squaredDistances: [[Double]] {
    let (centroids, points, chunks) = (centroids, points, chunks)
    return parallelMap(count: chunks.count, chunk: 1, threads: threads) { range in
      let (rows, labels) = chunks[range.lowerBound].rows.withLock { ($0.rows, $0.labels) }
      var point = [Float](repeating: 0, count: points.columns)
      return zip(rows, labels).map { row, label in
        var span = point.mutableSpan
        points.copy(row..<row + 1, into: &span)
        return exactSquaredDistance(point.span, centroids[row: Int(label)])
      }
    }
  }
}
