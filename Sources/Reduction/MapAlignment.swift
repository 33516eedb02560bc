import LinearAlgebra

/// A map laid upon an earlier one, and how far its points have moved.
///
/// A map means the same however it is turned, mirrored or shifted. The turn that brings the shared points
/// nearest to where they were is that of the orthogonal Procrustes problem ([Schönemann 1966]).
///
/// [Schönemann 1966]: https://doi.org/10.1007/BF02289451
public struct MapAlignment: Sendable {
  /// The map laid upon the earlier one, of shape (points, dimensions).
  public let places: Matrix
  /// The median distance of the shared points from where they were, as a part of the earlier map's
  /// extent: the diagonal of the box around them.
  public let medianDisplacement: Double
  /// The distance that 95 % of the shared points moved at most, as a part of that extent.
  public let largeDisplacement: Double

  /// Lays `places` upon `earlier`, both of shape (points, dimensions).
  ///
  /// - Parameters:
  ///   - places: The places of the points.
  ///   - earlier: Their places on the earlier map.
  ///   - shared: The rows of the points that were on the earlier map.
  /// - Precondition: There is a shared point.
  /// - Complexity: O(*points* × *dimensions*²)
  public init(_ places: Matrix, upon earlier: Matrix, shared: [Int]) {
    precondition(!shared.isEmpty, "no point was on the earlier map")
    precondition(
      places.rows == earlier.rows && places.columns == earlier.columns, "maps of two shapes")
    let (from, to) = (places.rows(shared), earlier.rows(shared))
    let (center, target) = (from.columnMeans(), to.columnMeans())
    let turn = Self.turn(from.less(center), to.less(target))
    var aligned = product(places.less(center), turn, threads: 1)
    aligned.forEachRow(threads: 1) { _, row in
      for column in row.indices { row[column] += target[column] }
    }
    self.places = aligned
    let extent = BoundingBox(to, rows: Array(0..<to.rows)).diagonal
    let distances = shared.map { row in
      let square = squaredEuclideanDistance(aligned[row: row], earlier[row: row])
      return extent > 0 ? Double(square).squareRoot() / extent : 0
    }.sorted()
    medianDisplacement = distances[(distances.count - 1) / 2]
    largeDisplacement = distances[(distances.count - 1) * 95 / 100]
  }

  /// The orthogonal matrix *M* (*M*ᵀ*M*)^−½ of *M* = *A*ᵀ*B*; the identity where points leave it open.
  private static func turn(_ from: Matrix, _ to: Matrix) -> Matrix {
    let d = from.columns
    let cross = crossProduct(from, to, threads: 1)
    let (values, vectors) = symmetricEigen(gram(cross, threads: 1), order: d)
    let isOpen = (values.last ?? 0) <= 1e-10 * (values.first ?? 0)
    var turn = Matrix(rows: d, columns: d)
    for i in 0..<d {
      for j in 0..<d {
        guard !isOpen else {
          turn[i, j] = i == j ? 1 : 0
          continue
        }
        turn[i, j] = Float(
          (0..<d).reduce(0.0) { sum, k in
            let along = (0..<d).reduce(0.0) { $0 + Double(cross[i, $1]) * vectors[k * d + $1] }
            return sum + along / values[k].squareRoot() * vectors[k * d + j]
          })
      }
    }
    return turn
  }
}

extension Matrix {
  /// The rows with `center` subtracted.
  fileprivate func less(_ center: [Float]) -> Matrix {
    var result = self
    result.forEachRow(threads: 1) { _, row in
      for column in row.indices { row[column] -= center[column] }
    }
    return result
  }
}
