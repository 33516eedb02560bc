import LinearAlgebra
import NearestNeighbors
import RealModule

/// How the points of each cluster lie about their mean, in double precision.
struct Dispersion {
  /// The number of points of each cluster.
  let sizes: [Int]
  /// The means of the clusters, each of the length of a point.
  let means: [[Double]]
  /// The mean of all points.
  let overallMean: [Double]
  /// The sum of squared distances from the mean, of each cluster.
  private(set) var squares: [Double]
  /// The sum of distances from the mean, of each cluster.
  private(set) var distances: [Double]

  /// The clusters that have points.
  var used: [Int] { sizes.indices.filter { sizes[$0] > 0 } }

  /// Measures `labels` of points; a negative one stands for noise, which is left out.
  init(_ points: PointSource, labels: [Int], threads: Int) {
    let clusters = max(0, (labels.max() ?? -1) + 1)
    var moments = Moments(clusters: clusters, dimensions: points.columns)
    moments.apply(
      labels.indices.map { .init(point: $0, from: -1, to: Int32(max(-1, labels[$0]))) },
      of: points, threads: threads)
    let means = (0..<clusters).map { moments.mean(of: $0) }
    sizes = moments.counts
    self.means = means
    overallMean = moments.overallMean
    squares = [Double](repeating: 0, count: clusters)
    distances = squares
    let sums = parallelMap(count: points.rows, chunk: pointChunk(points.rows), threads: threads) {
      rows in
      var sums = Sums(clusters)
      var point = [Float](repeating: 0, count: points.columns)
      for row in rows where labels[row] >= 0 {
        var span = point.mutableSpan
        points.copy(row..<row + 1, into: &span)
        sums.add(point.span, means[labels[row]], to: labels[row])
      }
      return sums
    }
    for part in sums {
      for cluster in 0..<clusters {
        squares[cluster] += part.squares[cluster]
        distances[cluster] += part.distances[cluster]
      }
    }
  }

  private struct Sums: Sendable {
    var squares: [Double]
    var distances: [Double]

    init(_ clusters: Int) {
      squares = [Double](repeating: 0, count: clusters)
      distances = squares
    }

    mutating func add(_ point: Span<Float>, _ mean: [Double], to cluster: Int) {
      var square = 0.0
      let mean = mean.span
      for i in 0..<min(point.count, mean.count) {
        let difference = Double(point[i]) - mean[i]
        square = Relaxed.multiplyAdd(difference, difference, square)
      }
      squares[cluster] += square
      distances[cluster] += square.squareRoot()
    }
  }
}

/// The square of the Euclidean distance of two vectors in double precision.
func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices { sum += (a[i] - b[i]) * (a[i] - b[i]) }
  return sum
}
