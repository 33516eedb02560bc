import LinearAlgebra

/// How far apart two vectors are in a ``TripletLoss``.
public enum RowDistance: String, CaseIterable, Sendable {
  /// The length of their difference.
  case euclidean
  /// 1 less the cosine of the angle between them.
  case cosine

  /// Returns the distance and what each vector's gradient is, in double precision.
  ///
  /// Edge cases: equal vectors have the Euclidean distance 1e-6 and gradients of 0, where the root has no
  /// derivative; a vector of zeros has the cosine 0 to all others.
  ///
  /// - Complexity: O(*d*) for *d* dimensions.
  package func distance(_ a: Span<Float>, _ b: Span<Float>) -> Double {
    precondition(a.count == b.count, "lengths \(a.count) and \(b.count) differ")
    switch self {
    case .euclidean:
      var squares = 0.0
      for i in a.indices {
        let difference = Double(a[i]) - Double(b[i])
        squares += difference * difference
      }
      return max(squares, 1e-12).squareRoot()
    case .cosine:
      let products = Products(a, b)
      return 1 - products.cosine
    }
  }

  /// Adds `factor` times the derivatives of the distance to the gradients of both vectors.
  ///
  /// - Complexity: O(*d*) for *d* dimensions.
  package func addGradient(
    _ a: Int, _ b: Int, of rows: Matrix, times factor: Double, to gradient: inout [Double]
  ) {
    let (x, y) = (rows[row: a], rows[row: b])
    var gradient = gradient.mutableSpan
    let (startA, startB) = (a * rows.columns, b * rows.columns)
    switch self {
    case .euclidean:
      let distance = distance(x, y)
      if distance <= 1e-6 { return }
      for i in x.indices {
        let term = factor * (Double(x[i]) - Double(y[i])) / distance
        gradient[startA + i] += term
        gradient[startB + i] -= term
      }
    case .cosine:
      let products = Products(x, y)
      let (s, t) = (factor / products.lengths.x, factor / products.lengths.y)
      for i in x.indices {
        let unitX = Double(x[i]) / products.lengths.x
        let unitY = Double(y[i]) / products.lengths.y
        gradient[startA + i] -= s * (unitY - products.cosine * unitX)
        gradient[startB + i] -= t * (unitX - products.cosine * unitY)
      }
    }
  }

  /// What the cosine of two vectors is made of.
  private struct Products {
    let lengths: (x: Double, y: Double)
    let cosine: Double

    init(_ x: Span<Float>, _ y: Span<Float>) {
      var (xx, yy, xy) = (0.0, 0.0, 0.0)
      for i in x.indices {
        xx += Double(x[i]) * Double(x[i])
        yy += Double(y[i]) * Double(y[i])
        xy += Double(x[i]) * Double(y[i])
      }
      lengths = (max(1e-12, xx.squareRoot()), max(1e-12, yy.squareRoot()))
      cosine = xy / (lengths.x * lengths.y)
    }
  }

  /// The distances of all rows from one another, of shape (rows, rows), with zeros on the diagonal.
  ///
  /// By one product, in single precision: good for choosing pairs, whose distance is then computed again.
  ///
  /// - Complexity: O(*rows*² × *columns*)
  func distances(_ rows: Matrix) -> Matrix {
    let operand = self == .cosine ? UnitRows(rows).rows : rows
    var result = productTransposed(operand, operand, threads: 1)
    let squares = (0..<rows.rows).map { result[$0, $0] }
    for i in 0..<rows.rows {
      result.withMutableRow(i) { row in
        for j in row.indices {
          switch self {
          case .cosine: row[j] = 1 - row[j]
          case .euclidean: row[j] = max(0, squares[i] + squares[j] - 2 * row[j]).squareRoot()
          }
        }
        row[i] = 0
      }
    }
    return result
  }
}
