import LinearAlgebra
import NearestNeighbors

/// Principal component analysis: the directions in which points vary most ([Pearson 1901]).
///
/// Points are read some rows at a time, from memory or from a mapped file, and each is projected by
/// itself: the points that were fitted and new ones take the same way and get the same numbers.
///
///     let pca = PCA(points, components: 50, threads: 2)
///     let projected = pca.project(points, threads: 2)
///
/// [Pearson 1901]: https://doi.org/10.1080/14786440109462720
public struct PCA: Sendable {
  /// How the directions are found.
  public enum Solver: String, Sendable, CaseIterable {
    /// Exact up to ``exactLimit`` dimensions, randomized beyond, if few of them are wanted.
    case auto
    /// By the eigenvectors of the covariance matrix, which is summed in double precision.
    case exact
    /// By products of the covariance matrix, which is never made, and a few random vectors.
    case randomized
  }

  /// The largest number of dimensions whose covariances are all summed by default.
  public static let exactLimit = 1_000

  /// The mean of the points, of length (dimensions).
  public let mean: [Float]
  /// The directions, of shape (components, dimensions), each of length 1, the largest variance first.
  /// The component of largest magnitude of each is positive. After ``whitened()`` each is divided by
  /// the standard deviation along it.
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

  /// Finds the directions of points in memory; see ``init(_:components:solver:seed:threads:)``.
  public init(_ points: Matrix, components count: Int, threads: Int) {
    self.init(PointSource(points), components: count, threads: threads)
  }

  /// Finds the directions of points.
  ///
  /// - Parameters:
  ///   - points: The points, of shape (points, dimensions). They are read twice, or nine times by the
  ///     randomized solver.
  ///   - count: The number of directions, at most the number of dimensions, and less than the number
  ///     of points; a larger number is reduced to that.
  ///   - solver: How the directions are found.
  ///   - seed: The seed of the randomized solver.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Precondition: There are two points or more, and all numbers are finite.
  /// - Complexity: O(*n* × *d*² + *d*³) for *n* points of *d* dimensions, exactly; O(*n* × *d* × *k*)
  ///   for *k* randomized components.
  public init(
    _ points: PointSource, components count: Int, solver: Solver = .auto, seed: UInt64 = 0,
    threads: Int
  ) {
    precondition(points.rows >= 2, "\(points.rows) points have no variance")
    let centered = CenteredRows(points, threads: threads)
    let kept = min(count, points.columns, points.rows - 1)
    let isExact =
      solver == .exact
      || solver == .auto && (points.columns <= Self.exactLimit || 4 * kept >= points.columns)
    self =
      isExact
      ? Self.exact(centered, kept, threads)
      : Self.randomized(centered, kept, seed: seed, threads)
  }

  private static func exact(_ centered: CenteredRows, _ kept: Int, _ threads: Int) -> PCA {
    let dimensions = centered.points.columns
    let divisor = Double(centered.points.rows - 1)
    let covariance = centered.gram(threads: threads).map { $0 / divisor }
    let (values, vectors) = symmetricEigen(covariance, order: dimensions)
    return PCA(
      mean: centered.mean,
      components: Matrix(
        rows: kept, columns: dimensions, elements: vectors[..<(kept * dimensions)].map { Float($0) }
      ),
      variances: values[..<kept].map { max(0, $0) },
      totalVariance: (0..<dimensions).reduce(0) { $0 + covariance[$1 * dimensions + $1] })
  }

  /// The share of the variance along each direction.
  public var shares: [Double] { variances.map { totalVariance > 0 ? $0 / totalVariance : 0 } }

  /// The model whose coordinates have a variance of 1 along each direction, for the points that were
  /// fitted; along directions without variance, they are 0.
  ///
  /// Small directions then weigh as much as large ones, and so does their noise.
  ///
  /// - Complexity: O(*d* × *k*) for *d* dimensions and *k* components.
  public func whitened() -> PCA {
    var scaled = components
    // Below the rounding of single precision there is no variance.
    let least = 1e-13 * (variances.first ?? 0)
    scaled.forEachRow(threads: 1) { index, row in
      let variance = variances[index]
      scale(&row, by: variance > least ? Float(1 / variance.squareRoot()) : 0)
    }
    return PCA(mean: mean, components: scaled, variances: variances, totalVariance: totalVariance)
  }
}
