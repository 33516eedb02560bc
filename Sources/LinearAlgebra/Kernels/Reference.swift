/// The kernels as plain loops in double precision.
///
/// They say in one line each what the fast kernels compute. Tests compare with them and benchmarks
/// report the ratio; nothing else should call them.
public enum Reference {
  /// Returns the inner product of two vectors of the same length.
  public static func dot(_ a: Span<Float>, _ b: Span<Float>) -> Double {
    precondition(a.count == b.count, "lengths \(a.count) and \(b.count) differ")
    var sum = 0.0
    for i in a.indices { sum += Double(a[i]) * Double(b[i]) }
    return sum
  }

  /// Returns the sum of squared differences of two vectors of the same length.
  public static func squaredEuclideanDistance(_ a: Span<Float>, _ b: Span<Float>) -> Double {
    precondition(a.count == b.count, "lengths \(a.count) and \(b.count) differ")
    var sum = 0.0
    for i in a.indices { sum += (Double(a[i]) - Double(b[i])) * (Double(a[i]) - Double(b[i])) }
    return sum
  }

  /// Returns the sum of the elements of `x`.
  public static func sum(_ x: Span<Float>) -> Double {
    var sum = 0.0
    for i in x.indices { sum += Double(x[i]) }
    return sum
  }

  /// Returns the Euclidean length of `x`.
  public static func norm(_ x: Span<Float>) -> Double {
    dot(x, x).squareRoot()
  }

  /// Adds `x` × `s` to `y`, element by element.
  public static func addScaled(
    _ x: Span<Float>, times s: Float, to y: inout MutableSpan<Float>
  ) {
    precondition(x.count == y.count, "lengths \(x.count) and \(y.count) differ")
    for i in x.indices { y[i] = Float(Double(x[i]) * Double(s) + Double(y[i])) }
  }

  /// Makes `y` the sum of rows of a matrix, each times a factor.
  public static func sumRows(
    _ rows: Span<Int32>, of x: Span<Float>, times factors: Span<Float>,
    into y: inout MutableSpan<Float>
  ) {
    for column in y.indices {
      var sum = 0.0
      for index in rows.indices {
        sum += Double(x[Int(rows[index]) * y.count + column]) * Double(factors[index])
      }
      y[column] = Float(sum)
    }
  }

  /// Multiplies each element of `x` by `factor`.
  public static func scale(_ x: inout MutableSpan<Float>, by factor: Float) {
    for i in x.indices { x[i] = Float(Double(x[i]) * Double(factor)) }
  }

  /// Divides `x` by its Euclidean length, unless that is zero, and returns the length.
  @discardableResult
  public static func normalize(_ x: inout MutableSpan<Float>) -> Double {
    let length = norm(x.span)
    if length > 0 {
      for i in x.indices { x[i] = Float(Double(x[i]) / length) }
    }
    return length
  }

  /// Returns the product of `a` and `b`, of shape (`a.rows`, `b.columns`).
  public static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    precondition(a.columns == b.rows, "\(a.columns) columns do not match \(b.rows) rows")
    var result = Matrix(rows: a.rows, columns: b.columns)
    for i in 0..<a.rows {
      for j in 0..<b.columns {
        var sum = 0.0
        for k in 0..<a.columns { sum += Double(a[i, k]) * Double(b[k, j]) }
        result[i, j] = Float(sum)
      }
    }
    return result
  }

  /// Returns the product of a sparse matrix and a dense one, of shape (`a.rows`, `b.columns`).
  public static func product(_ a: SparseMatrix, _ b: Matrix) -> Matrix {
    product(dense(a), b)
  }

  /// Returns a sparse matrix with its zeros written out.
  public static func dense(_ a: SparseMatrix) -> Matrix {
    var result = Matrix(rows: a.rows, columns: a.columns)
    for i in 0..<a.rows {
      for position in a.rowOffsets[i]..<a.rowOffsets[i + 1] {
        result[i, Int(a.columnIndexes[position])] += a.values[position]
      }
    }
    return result
  }
}
