import LinearAlgebra

/// Rows scaled to length 1, with what the way back needs.
public struct UnitRows: Sendable {
  /// The rows of length 1, of shape (rows, dimensions); a row of zeros stays one.
  public let rows: Matrix
  /// What each row was divided by; PyTorch's `normalize` has the same least number, 1e-12.
  public let lengths: [Float]

  /// Scales each row.
  ///
  /// - Complexity: O(*rows* × *dimensions*)
  public init(_ x: Matrix) {
    var rows = x
    lengths = (0..<x.rows).map { row in
      let length = max(1e-12, Float(sumOfSquares(x[row: row]).squareRoot()))
      rows.withMutableRow(row) { scale(&$0, by: 1 / length) }
      return length
    }
    self.rows = rows
  }

  /// The gradient in the rows before, of shape (rows, dimensions): what of the gradient would only make a
  /// row longer is taken off, since its length does not matter.
  ///
  /// - Complexity: O(*rows* × *dimensions*)
  public func backward(_ outputGradient: Matrix) -> Matrix {
    var gradient = outputGradient
    for row in 0..<rows.rows {
      let (unit, length) = (rows[row: row], lengths[row])
      let along = dot(unit, outputGradient[row: row])
      gradient.withMutableRow(row) { target in
        for i in target.indices { target[i] = (target[i] - along * unit[i]) / length }
      }
    }
    return gradient
  }
}
