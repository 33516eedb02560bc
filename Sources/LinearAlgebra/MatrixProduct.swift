/// The number of rows in the blocks that threads take in turns.
private let rowChunk = 512

/// Returns the product of `a` and `b`, of shape (`a.rows`, `b.columns`).
///
/// OpenBLAS multiplies blocks of 512 rows, several at a time; the result does not depend on
/// `threads`. Its last bits depend on the processor, for which OpenBLAS chooses its code.
///
/// - Precondition: `a.columns` equals `b.rows`.
/// - Complexity: O(*a.rows* × *a.columns* × *b.columns*)
public func product(_ a: Matrix, _ b: Matrix, threads: Int) -> Matrix {
  precondition(
    a.columns == b.rows,
    "shapes (\(a.rows), \(a.columns)) and (\(b.rows), \(b.columns)) do not multiply")
  var result = Matrix(rows: a.rows, columns: b.columns)
  result.forEachRowChunk(rowChunk, threads: threads) { rows, block in
    BLAS.multiply(
      a[rows: rows], b.elements.span, m: rows.count, n: b.columns, k: a.columns, into: &block)
  }
  return result
}

/// Returns the product of `a` and the transpose of `b`, of shape (`a.rows`, `b.rows`): element
/// (*i*, *j*) is the inner product of row *i* of `a` and row *j* of `b`.
///
/// - Precondition: `a.columns` equals `b.columns`.
/// - Complexity: O(*a.rows* × *a.columns* × *b.rows*)
public func productTransposed(_ a: Matrix, _ b: Matrix, threads: Int) -> Matrix {
  precondition(a.columns == b.columns, "rows of lengths \(a.columns) and \(b.columns) differ")
  var result = Matrix(rows: a.rows, columns: b.rows)
  result.forEachRowChunk(rowChunk, threads: threads) { rows, block in
    BLAS.multiply(
      a[rows: rows], b.elements.span, transposingB: true, m: rows.count, n: b.rows, k: a.columns,
      into: &block)
  }
  return result
}

/// Stores in `c`, of shape (rows of `a`, rows of `b`), the inner products of the rows of `a` and
/// `b`, both of length `columns`.
///
/// For blocks that are made and used by one thread, without a matrix of their own.
///
/// - Precondition: The lengths fit together.
package func multiplyTransposed(
  _ a: Span<Float>, _ b: Span<Float>, columns: Int, into c: inout MutableSpan<Float>
) {
  precondition(columns > 0, "rows without numbers")
  BLAS.multiply(
    a, b, transposingB: true, m: a.count / columns, n: b.count / columns, k: columns, into: &c)
}

/// The same in double precision.
package func multiplyTransposed(
  _ a: Span<Double>, _ b: Span<Double>, columns: Int, into c: inout MutableSpan<Double>
) {
  precondition(columns > 0, "rows without numbers")
  BLAS.multiplyTransposed(
    a, b, m: a.count / columns, n: b.count / columns, k: columns, into: &c)
}

extension Matrix {
  /// Replaces the matrix by its product with `square`, of shape (``columns``, ``columns``),
  /// without a second matrix of its size.
  mutating func multiply(bySquare square: Matrix, threads: Int) {
    let columns = columns
    precondition(
      square.rows == columns && square.columns == columns,
      "shape (\(square.rows), \(square.columns)) is not (\(columns), \(columns))")
    forEachRowChunk(rowChunk, threads: threads) { rows, block in
      let copy = [Float](block)
      BLAS.multiply(
        copy.span, square.elements.span, m: rows.count, n: columns, k: columns, into: &block)
    }
  }

  /// Replaces the matrix by the solution *y* of *y* · `upper` = matrix, for an upper triangular
  /// matrix of shape (``columns``, ``columns``).
  mutating func divide(byUpper upper: Matrix, threads: Int) {
    let columns = columns
    forEachRowChunk(rowChunk, threads: threads) { rows, block in
      BLAS.divide(&block, byUpper: upper.elements.span, m: rows.count, n: columns)
    }
  }
}

extension [Float] {
  /// Creates an array of the elements of a span.
  fileprivate init(_ span: borrowing MutableSpan<Float>) {
    self.init(repeating: 0, count: span.count)
    for i in span.indices { self[i] = span[i] }
  }
}
