import LinearAlgebra
import RealModule

/// How much nearer points are to their own cluster than to the next ([Rousseeuw 1987]).
///
/// The silhouette of a point is (*b* − *a*) ÷ max(*a*, *b*), where *a* is its mean distance to the
/// other points of its cluster and *b* the smallest mean distance to the points of another one. A
/// point that is alone in its cluster has 0.
///
/// Of 20,000 points and more, a sample of 10,000 stands for all: distances are measured within the
/// sample only, as with `sample_size` in scikit-learn.
///
/// [Rousseeuw 1987]: https://doi.org/10.1016/0377-0427(87)90125-7
public struct Silhouette: Sendable, Equatable {
  /// The mean over the points, in `-1...1`.
  public let mean: Double
  /// The mean over the points of each cluster; nil for a cluster of which no point was measured.
  public let clusterMeans: [Double?]
  /// The number of points that were measured.
  public let points: Int

  /// The number of points from which on a sample is measured.
  public static let sampledFrom = 20_000
  /// The number of points of a sample.
  public static let sampleSize = 10_000

  /// Points that one call measures; the others are then read from the cache for all of them.
  private static let chunk = 32

  /// Measures `labels` of `points`, of shape (points, dimensions).
  ///
  /// - Returns: nil if the points measured have fewer than two clusters.
  /// - Complexity: O(*n*² × *dimensions*) for *n* points measured.
  init?(_ points: Matrix, labels: [Int], clusters: Int, seed: UInt64, threads: Int) {
    let measured = Self.sample(points.rows, seed: seed)
    let labels = measured.map { labels[$0] }
    let sizes = labels.reduce(into: [Int](repeating: 0, count: clusters)) { $0[$1] += 1 }
    guard sizes.count(where: { $0 > 0 }) >= 2 else { return nil }
    let coordinates = measured.count == points.rows ? points : points.rows(measured)
    let comparison = Comparison(
      coordinates: coordinates.elements.map { Double($0) }, dimensions: coordinates.columns,
      labels: labels, sizes: sizes)
    let chunks = parallelMap(count: labels.count, chunk: Self.chunk, threads: threads) {
      comparison.silhouettes($0)
    }
    var sums = [Double](repeating: 0, count: clusters)
    for (value, label) in zip(chunks.joined(), labels) { sums[label] += value }
    self.points = labels.count
    mean = chunks.joined().reduce(0, +) / Double(labels.count)
    clusterMeans = sums.indices.map { sizes[$0] > 0 ? sums[$0] / Double(sizes[$0]) : nil }
  }

  /// The points to measure, in ascending order.
  private static func sample(_ points: Int, seed: UInt64) -> [Int] {
    guard points >= sampledFrom else { return Array(0..<points) }
    var generator = KeyedGenerator(seed: seed, purpose: "silhouette sample")
    var indexes = Array(0..<points)
    generator.shuffle(&indexes)
    return indexes.prefix(sampleSize).sorted()
  }
}

/// The points that are compared with one another.
private struct Comparison: Sendable {
  /// Their coordinates, of shape (points, ``dimensions``).
  let coordinates: [Double]
  let dimensions: Int
  let labels: [Int]
  /// The number of points of each cluster.
  let sizes: [Int]

  /// The silhouettes of some points.
  func silhouettes(_ range: Range<Int>) -> [Double] {
    let clusters = sizes.count
    var sums = [Double](repeating: 0, count: range.count * clusters)  // (points, clusters)
    let coordinates = coordinates.span
    for other in labels.indices {
      let b = coordinates.extracting(other * dimensions..<(other + 1) * dimensions)
      for point in range {
        let a = coordinates.extracting(point * dimensions..<(point + 1) * dimensions)
        let place = (point - range.lowerBound) * clusters + labels[other]
        sums[place] += euclideanDistance(a, b)
      }
    }
    return range.map { point in
      let start = (point - range.lowerBound) * clusters
      return silhouette(label: labels[point], sums[start..<start + clusters])
    }
  }

  /// The silhouette of a point from the sums of its distances to the points of each cluster.
  private func silhouette(label: Int, _ sums: ArraySlice<Double>) -> Double {
    guard sizes[label] > 1 else { return 0 }
    let within = sums[sums.startIndex + label] / Double(sizes[label] - 1)
    var beyond = Double.infinity
    for (cluster, sum) in sums.enumerated() where cluster != label && sizes[cluster] > 0 {
      beyond = min(beyond, sum / Double(sizes[cluster]))
    }
    let larger = max(within, beyond)
    return larger > 0 ? (beyond - within) / larger : 0
  }
}

private func euclideanDistance(_ a: Span<Double>, _ b: Span<Double>) -> Double {
  precondition(a.count == b.count, "lengths \(a.count) and \(b.count) differ")
  var sum = 0.0
  for i in a.indices {
    let difference = a[i] - b[i]
    sum = Relaxed.multiplyAdd(difference, difference, sum)
  }
  return sum.squareRoot()
}
