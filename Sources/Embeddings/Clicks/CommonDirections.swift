import LinearAlgebra

/// What all vectors have in common, and is in the way when they are compared: their mean, and the
/// directions in which they vary most, along which popular words lie apart from rare ones
/// ([Mu and Viswanath 2018]).
///
/// [Mu and Viswanath 2018]: https://openreview.net/forum?id=HkuGJ3kCb
public struct CommonDirections: Sendable {
  /// The mean, or zeros.
  public let mean: [Float]
  /// Directions of length 1, each at a right angle to the others; of shape (directions, dimensions).
  public let directions: Matrix

  /// Finds the directions of `vectors`: none with 0, their mean with 1, and with more the directions in
  /// which they vary most, the mean being the first.
  ///
  /// - Complexity: O(*rows* × *dimensions*² + *dimensions*³)
  public init(of vectors: Matrix, count: Int, threads: Int) {
    let columns = vectors.columns
    guard count > 0, vectors.rows > 1 else {
      mean = [Float](repeating: 0, count: columns)
      directions = Matrix(rows: 0, columns: columns)
      return
    }
    let mean = vectors.columnMeans()
    let centered = vectors.subtractingRow(mean, threads: threads)
    let eigen = symmetricEigen(gram(centered, threads: threads), order: columns)
    let kept = min(count - 1, columns - 1)
    self.mean = mean
    directions = Matrix(
      rows: kept, columns: columns, elements: eigen.vectors.prefix(kept * columns).map { Float($0) }
    )
  }

  /// The vectors without what is common, of length 1.
  ///
  /// - Complexity: O(*rows* × *dimensions* × *directions*)
  public func removed(from vectors: Matrix, threads: Int) -> Matrix {
    var result = vectors
    result.forEachRow(threads: threads) { _, row in
      for j in row.indices { row[j] -= mean[j] }
      for direction in 0..<directions.rows {
        let length = dot(row.span, directions[row: direction])
        addScaled(directions[row: direction], times: -length, to: &row)
      }
      normalize(&row)
    }
    return result
  }
}
