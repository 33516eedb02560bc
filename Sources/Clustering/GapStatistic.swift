import LinearAlgebra
import RealModule

/// How much tighter clusters are than those of points without clusters ([Tibshirani, Walther and
/// Hastie 2001]).
///
/// The gap is the mean logarithm of the inertia of reference sets, less that of the points. A
/// reference set has as many points, uniform in the box that the points fill along their principal
/// axes, the paper's second choice.
///
/// [Tibshirani, Walther and Hastie 2001]: https://doi.org/10.1111/1467-9868.00293
struct GapStatistic: Sendable {
  private let references: [Matrix]
  private let options: KMeans.Options

  /// Makes `count` reference sets of `points`.
  init(_ points: Matrix, references count: Int, options: KMeans.Options) {
    let rotated = Self.principalCoordinates(points, threads: options.threads)
    let (rows, columns) = (points.rows, points.columns)
    var least = [Float](repeating: .infinity, count: columns)
    var most = [Float](repeating: -.infinity, count: columns)
    for row in 0..<rows {
      let point = rotated[row: row]
      for column in point.indices {
        least[column] = min(least[column], point[column])
        most[column] = max(most[column], point[column])
      }
    }
    references = (0..<count).map { set in
      var generator = KeyedGenerator(seed: options.seed, purpose: "gap reference", index: set)
      let elements = (0..<rows * columns).map { place in
        let (low, high) = (least[place % columns], most[place % columns])
        return low + (high - low) * generator.uniformFloat()
      }
      return Matrix(rows: rows, columns: columns, elements: elements)
    }
    var options = options
    (options.restarts, options.start, options.batchSize, options.isSpherical) = (1, nil, nil, false)
    self.options = options
  }

  /// The gap of clusters of this inertia, and its standard error for the number of reference sets.
  ///
  /// Nil if the points lie on their centroids, or a reference set has too few different points.
  func gap(clusters: Int, inertia: Double) -> (value: Double, error: Double)? {
    let logarithms = references.compactMap { points -> Double? in
      let model = try? KMeans.fit(points, clusters: clusters, options: options)
      return model.flatMap { $0.inertia > 0 ? Double.log($0.inertia) : nil }
    }
    guard inertia > 0, logarithms.count == references.count, !references.isEmpty else { return nil }
    let count = Double(logarithms.count)
    let mean = logarithms.reduce(0, +) / count
    let variance = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return (mean - Double.log(inertia), (variance * (1 + 1 / count)).squareRoot())
  }

  /// The points along the axes in which they vary most, first the most.
  private static func principalCoordinates(_ points: Matrix, threads: Int) -> Matrix {
    let means = points.columnMeans()
    var centered = points
    centered.forEachRow(threads: threads) { _, row in
      for column in row.indices { row[column] -= means[column] }
    }
    let axes = symmetricEigen(gram(centered, threads: threads), order: points.columns).vectors
    return productTransposed(
      centered,
      Matrix(rows: points.columns, columns: points.columns, elements: axes.map { Float($0) }),
      threads: threads)
  }
}
