import LinearAlgebra
import NearestNeighbors

/// The number and the sum of the points of each cluster, in double precision.
struct Moments: Sendable {
  /// A point that leaves a cluster for another; −1 stands for none.
  struct Change: Sendable {
    let point: Int
    let from: Int32
    let to: Int32
  }

  /// The number of points of each cluster.
  private(set) var counts: [Int]
  /// The sums of their coordinates, of shape (clusters, dimensions).
  private var sums: [Double]
  private let dimensions: Int

  /// Creates the moments of empty clusters.
  init(clusters: Int, dimensions: Int) {
    counts = [Int](repeating: 0, count: clusters)
    sums = [Double](repeating: 0, count: clusters * dimensions)
    self.dimensions = dimensions
  }

  /// The means of the clusters, of shape (clusters, dimensions); zeros for an empty one.
  var means: Matrix {
    var elements = [Float](repeating: 0, count: sums.count)
    for cluster in counts.indices {
      let divisor = Double(max(1, counts[cluster]))
      for place in cluster * dimensions..<(cluster + 1) * dimensions {
        elements[place] = Float(sums[place] / divisor)
      }
    }
    return Matrix(rows: counts.count, columns: dimensions, elements: elements)
  }

  /// The mean of one cluster in double precision; zeros for an empty one.
  func mean(of cluster: Int) -> [Double] {
    let divisor = Double(max(1, counts[cluster]))
    return sums[cluster * dimensions..<(cluster + 1) * dimensions].map { $0 / divisor }
  }

  /// The mean of all points in double precision.
  var overallMean: [Double] {
    var mean = [Double](repeating: 0, count: dimensions)
    for i in sums.indices { mean[i % dimensions] += sums[i] }
    let divisor = Double(max(1, counts.reduce(0, +)))
    return mean.map { $0 / divisor }
  }

  /// Moves points from cluster to cluster.
  ///
  /// Each cluster adds and subtracts its points in the order of `changes`, so the sums depend on
  /// that order alone. Late iterations of k-means move few points, and cost little.
  ///
  /// - Complexity: O(*changes* × *dimensions*)
  mutating func apply(_ changes: [Change], of points: PointSource, threads: Int) {
    let moves = Moves(changes, clusters: counts.count)
    let (old, dimensions) = (sums, dimensions)
    let parts = parallelMap(count: counts.count, chunk: 1, threads: threads) { range in
      moves.sum(
        of: range.lowerBound, points,
        onto: old[range.lowerBound * dimensions..<range.upperBound * dimensions])
    }
    for (cluster, part) in parts.enumerated() {
      counts[cluster] += moves.net[cluster]
      guard let part else { continue }
      sums.replaceSubrange(cluster * dimensions..<(cluster + 1) * dimensions, with: part)
    }
  }
}

/// Changes by the cluster that they touch.
private struct Moves: Sendable {
  /// How many points each cluster gains.
  private(set) var net: [Int]
  /// The points that come (as they are) and go (as their complement), by cluster.
  private var points: [Int]
  /// Where each cluster begins in `points`.
  private var starts: [Int]
  /// How many points before its turn a point is brought into the cache.
  private static let ahead = 3

  init(_ changes: [Moments.Change], clusters: Int) {
    net = [Int](repeating: 0, count: clusters)
    var counts = [Int](repeating: 0, count: clusters + 1)
    for change in changes {
      if change.from >= 0 {
        counts[Int(change.from) + 1] += 1
        net[Int(change.from)] -= 1
      }
      if change.to >= 0 {
        counts[Int(change.to) + 1] += 1
        net[Int(change.to)] += 1
      }
    }
    for cluster in 0..<clusters { counts[cluster + 1] += counts[cluster] }
    starts = counts
    points = [Int](repeating: 0, count: counts[clusters])
    for change in changes {
      if change.from >= 0 {
        points[counts[Int(change.from)]] = ~change.point
        counts[Int(change.from)] += 1
      }
      if change.to >= 0 {
        points[counts[Int(change.to)]] = change.point
        counts[Int(change.to)] += 1
      }
    }
  }

  /// The sum of a cluster after its moves, or nil if it has none.
  func sum(of cluster: Int, _ source: PointSource, onto old: ArraySlice<Double>) -> [Double]? {
    guard starts[cluster] < starts[cluster + 1] else { return nil }
    var sums = Array(old)
    var point = [Float](repeating: 0, count: sums.count)
    let end = starts[cluster + 1]
    for place in starts[cluster]..<end {
      if place + Self.ahead < end { source.prepare(row(place + Self.ahead)) }
      let row = row(place)
      var target = point.mutableSpan
      source.copy(row..<row + 1, into: &target)
      add(point.span, times: points[place] < 0 ? -1 : 1, to: &sums)
    }
    return sums
  }

  /// The point of a move.
  private func row(_ place: Int) -> Int { points[place] < 0 ? ~points[place] : points[place] }

  private func add(_ point: Span<Float>, times sign: Double, to sums: inout [Double]) {
    var sums = sums.mutableSpan
    for index in 0..<min(point.count, sums.count) { sums[index] += sign * Double(point[index]) }
  }
}
