import LinearAlgebra

/// The number and the sum of the points of each cluster, in double precision.
struct Moments: Sendable {
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
    let elements = sums.indices.map { Float(sums[$0] / Double(max(1, counts[$0 / dimensions]))) }
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

  /// Adds a point to a cluster.
  mutating func add(_ point: Span<Float>, to cluster: Int) {
    counts[cluster] += 1
    let start = cluster * dimensions
    var sums = sums.mutableSpan
    for i in point.indices { sums[start + i] += Double(point[i]) }
  }

  /// Moves a point from one cluster to another.
  mutating func move(_ point: Span<Float>, from: Int, to: Int) {
    counts[from] -= 1
    for i in point.indices { sums[from * dimensions + i] -= Double(point[i]) }
    add(point, to: to)
  }

  /// Adds the points of `other`.
  mutating func add(_ other: Moments) {
    for i in counts.indices { counts[i] += other.counts[i] }
    for i in sums.indices { sums[i] += other.sums[i] }
  }
}
