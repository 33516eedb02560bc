import RealModule

extension SparseMatrix {
  /// Returns the product of this matrix and a dense one, of shape (``rows``, `dense.columns`).
  ///
  /// Rows of the result are computed in parallel, each by adding up scaled rows of `dense` in the
  /// order stored, so the result does not depend on `threads`.
  ///
  /// - Precondition: `dense.rows` equals ``columns``.
  /// - Complexity: O(*stored elements* × *dense.columns*). The rows of `dense` are visited in the
  ///   order of the column indexes: fast as long as `dense` fits the last cache.
  public func multiplied(by dense: Matrix, threads: Int) -> Matrix {
    precondition(
      columns == dense.rows,
      "shapes (\(rows), \(columns)) and (\(dense.rows), \(dense.columns)) do not multiply")
    var result = Matrix(rows: rows, columns: dense.columns)
    result.forEachRow(threads: threads) { index, sum in
      let columns = columnIndexes(inRow: index)
      let values = values(inRow: index)
      let quadruples = columns.count / 4 * 4
      for k in stride(from: 0, to: quadruples, by: 4) {
        addScaled(
          dense[row: Int(columns[k])], times: values[k],
          dense[row: Int(columns[k + 1])], times: values[k + 1],
          dense[row: Int(columns[k + 2])], times: values[k + 2],
          dense[row: Int(columns[k + 3])], times: values[k + 3], to: &sum)
      }
      for k in quadruples..<columns.count {
        addScaled(dense[row: Int(columns[k])], times: values[k], to: &sum)
      }
    }
    return result
  }

  /// Returns the product of this matrix's transpose and a dense one, of shape (``columns``,
  /// `dense.columns`).
  ///
  /// It transposes first, because parallel threads can share the rows of a result but not its
  /// columns. If you multiply more than once, keep ``transposed()`` and multiply by that.
  ///
  /// - Precondition: `dense.rows` equals ``rows``.
  /// - Complexity: O(*stored elements* × *dense.columns*)
  public func transposeMultiplied(by dense: Matrix, threads: Int) -> Matrix {
    transposed().multiplied(by: dense, threads: threads)
  }
}

/// Adds four scaled vectors to `y`. The rows of a dense operand lie anywhere in memory: asking for
/// four at once waits for the memory once, and passes through `y` once.
private func addScaled(
  _ a: Span<Float>, times s: Float, _ b: Span<Float>, times t: Float,
  _ c: Span<Float>, times u: Float, _ d: Span<Float>, times v: Float,
  to y: inout MutableSpan<Float>
) {
  let count = y.count
  precondition(
    a.count == count && b.count == count && c.count == count && d.count == count,
    "lengths differ")
  for i in 0..<count {
    let ab = Relaxed.multiplyAdd(b[i], t, Relaxed.multiplyAdd(a[i], s, y[i]))
    y[i] = Relaxed.multiplyAdd(d[i], v, Relaxed.multiplyAdd(c[i], u, ab))
  }
}
