extension SparseMatrix {
  /// Returns *a*ᵀ · (*a* · *x*) for this matrix *a*, of shape (``columns``, `x.columns`).
  ///
  /// Half the products of a decomposition are of this form. Each row of *a* is used twice while it
  /// and its row of *a* · *x* are at hand, so that long matrix is never stored, and sixteen columns
  /// of *x* at a time, one line of the cache for each row, so that the rows used most stay near.
  ///
  /// The result does not depend on `threads`: parts of fixed bounds are added in their order.
  ///
  /// - Precondition: `x.rows` equals ``columns``.
  /// - Complexity: O(*stored elements* × *x.columns*) time, O(*columns* × *x.columns*) memory for
  ///   each of two parts.
  package func normalProduct(_ x: Matrix, threads: Int) -> Matrix {
    precondition(
      columns == x.rows,
      "shapes (\(rows), \(columns)) and (\(x.rows), \(x.columns)) do not multiply")
    let panels = (x.columns + Panel.width - 1) / Panel.width
    // Small matrices are not worth a second sum.
    let parts = rows < 4096 ? 1 : 2
    let sums = parallelMap(count: panels * parts, chunk: 1, threads: threads) { range in
      let (panel, part) = (range.lowerBound / parts, range.lowerBound % parts)
      let bounds = rows * part / parts..<rows * (part + 1) / parts
      return normalProduct(Panel(x, number: panel), rows: bounds)
    }
    var result = Matrix(rows: columns, columns: x.columns)
    result.forEachRow(threads: threads) { index, row in
      for panel in 0..<panels {
        var sum = sums[panel * parts][index]
        for part in 1..<parts { sum += sums[panel * parts + part][index] }
        Panel.store(sum, number: panel, to: &row)
      }
    }
    return result
  }

  private func normalProduct(_ x: Panel, rows: Range<Int>) -> [SIMD16<Float>] {
    var sums = [SIMD16<Float>](repeating: .zero, count: columns)
    let x = x.rows.span
    for row in rows {
      let terms = columnIndexes(inRow: row)
      let values = values(inRow: row)
      var inner = SIMD16<Float>.zero
      for k in terms.indices { inner += values[k] * x[Int(terms[k])] }
      for k in terms.indices { sums[Int(terms[k])] += values[k] * inner }
    }
    return sums
  }
}

/// Sixteen columns of a matrix, zeros beyond its last one.
private struct Panel {
  /// The lanes of `SIMD16`.
  @inline(__always) static var width: Int { 16 }
  let rows: [SIMD16<Float>]

  init(_ x: Matrix, number: Int) {
    let first = number * Self.width
    rows = (0..<x.rows).map { index in
      let row = x[row: index]
      var lanes = SIMD16<Float>.zero
      // A constant number of steps, which the compiler unrolls.
      for j in 0..<Self.width { lanes[j] = first + j < row.count ? row[first + j] : 0 }
      return lanes
    }
  }

  /// Stores one row of a panel in a row of a matrix.
  static func store(_ lanes: SIMD16<Float>, number: Int, to row: inout MutableSpan<Float>) {
    let first = number * width
    for j in 0..<width where first + j < row.count { row[first + j] = lanes[j] }
  }
}
