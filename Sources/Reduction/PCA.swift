import LinearAlgebra

/// Principal component analysis: the directions in which points vary most ([Pearson 1901]).
///
/// The directions are the eigenvectors of the covariance matrix, which is summed in double precision
/// in one pass over the points. Each point is projected by itself, so the points that were fitted and
/// new ones take the same way and get the same numbers.
///
/// [Pearson 1901]: https://doi.org/10.1080/14786440109462720
public struct PCA: Sendable {
  /// The mean of the points, of length (dimensions).
  public let mean: [Float]
  /// The directions, of shape (components, dimensions), each of length 1, the largest variance first.
  /// The component of largest magnitude of each is positive.
  public let components: Matrix
  /// The variance of the points along each direction, with the divisor *points* − 1.
  public let variances: [Double]
  /// The variance of the points in all directions together.
  public let totalVariance: Double

  /// Creates a model from its parts, as a model folder holds them.
  public init(mean: [Float], components: Matrix, variances: [Double], totalVariance: Double) {
    precondition(mean.count == components.columns && variances.count == components.rows)
    self.mean = mean
    self.components = components
    self.variances = variances
    self.totalVariance = totalVariance
  }

  /// Finds the directions of points.
  ///
  /// - Parameters:
  ///   - points: The points, of shape (points, dimensions).
  ///   - count: The number of directions, at most the number of dimensions, and less than the number
  ///     of points; a larger number is reduced to that.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Precondition: There are two points or more.
  /// - Complexity: O(*n* × *d*² + *d*³) for *n* points of *d* dimensions.
  public init(_ points: Matrix, components count: Int, threads: Int) {
    precondition(points.rows >= 2, "\(points.rows) points have no variance")
    let dimensions = points.columns
    let mean = points.columnMeans()
    // Subtracting the mean first keeps the sums small where the points lie far from the origin.
    var centered = points
    centered.forEachRow(threads: threads) { _, row in
      for j in row.indices { row[j] -= mean[j] }
    }
    let divisor = Double(points.rows - 1)
    let covariance = gram(centered, threads: threads).map { $0 / divisor }
    let (values, vectors) = symmetricEigen(covariance, order: dimensions)
    let kept = min(count, dimensions, points.rows - 1)
    self.init(
      mean: mean,
      components: Matrix(
        rows: kept, columns: dimensions, elements: vectors[..<(kept * dimensions)].map { Float($0) }
      ),
      variances: values[..<kept].map { max(0, $0) },
      totalVariance: (0..<dimensions).reduce(0) { $0 + covariance[$1 * dimensions + $1] })
  }

  /// The share of the variance along each direction.
  public var shares: [Double] { variances.map { totalVariance > 0 ? $0 / totalVariance : 0 } }

  /// The coordinates of points along the directions, of shape (points, components).
  ///
  /// A point's coordinates do not depend on the others.
  ///
  /// - Complexity: O(*n* × *d* × *k*) for *n* points, *d* dimensions and *k* components.
  public func project(_ points: Matrix, threads: Int) -> Matrix {
    precondition(points.columns == mean.count, "\(points.columns) dimensions, not \(mean.count)")
    var projected = Matrix(rows: points.rows, columns: components.rows)
    projected.forEachRow(threads: threads) { index, row in
      let point = points[row: index]
      let centered = point.indices.map { point[$0] - mean[$0] }
      for k in row.indices { row[k] = dot(centered.span, components[row: k]) }
    }
    return projected
  }
}
