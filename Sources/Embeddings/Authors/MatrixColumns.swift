import LinearAlgebra
import RealModule

extension Matrix {
  /// The matrix whose rows are those of this one, then those of `other`, side by side.
  func beside(_ other: Matrix) -> Matrix {
    precondition(rows == other.rows, "\(rows) rows beside \(other.rows)")
    var joined: [Float] = []
    joined.reserveCapacity(elements.count + other.elements.count)
    for row in 0..<rows {
      joined += elements[row * columns..<(row + 1) * columns]
      joined += other.elements[row * other.columns..<(row + 1) * other.columns]
    }
    return Matrix(rows: rows, columns: columns + other.columns, elements: joined)
  }

  /// Some neighboring columns.
  func columns(_ range: Range<Int>) -> Matrix {
    let parts = (0..<rows).flatMap {
      elements[$0 * columns + range.lowerBound..<$0 * columns + range.upperBound]
    }
    return Matrix(rows: rows, columns: range.count, elements: parts)
  }

  /// Replaces each element by its hyperbolic tangent.
  mutating func applyTanh() {
    withMutableElements { for i in $0.indices { $0[i] = Float.tanh($0[i]) } }
  }
}
