/// Adds to `sum`, of shape (`a.columns`, `b.columns`), the product of the transpose of `a` and `b`: the
/// gradient of a layer's weights, from those of its outputs and its inputs.
///
/// As ``crossProduct(_:_:threads:)``, but few rows go straight to the sum. The result does not depend on
/// `threads`.
///
/// - Precondition: `a.rows` equals `b.rows`.
/// - Complexity: O(*rows* × *a.columns* × *b.columns*)
package func addCrossProduct(_ a: Matrix, _ b: Matrix, to sum: inout [Float], threads: Int) {
  precondition(
    a.rows == b.rows && sum.count == a.columns * b.columns,
    "shapes (\(a.rows), \(a.columns)) and (\(b.rows), \(b.columns)) for \(sum.count) numbers")
  var target = sum.mutableSpan
  guard a.rows > 1024 else {
    BLAS.multiply(
      a.elements.span, b.elements.span, transposingA: true, m: a.columns, n: b.columns, k: a.rows,
      adding: true, into: &target)
    return
  }
  let product = crossProduct(a, b, threads: threads)
  let elements = product.elements.span
  for i in elements.indices { target[i] += elements[i] }
}

/// Adds the sum of each column of `a` to `sum`, in double precision: the gradient of a layer's biases.
///
/// - Precondition: `sum` has `a.columns` numbers.
/// - Complexity: O(*rows* × *columns*)
package func addColumnSums(_ a: Matrix, to sum: inout [Float]) {
  precondition(sum.count == a.columns, "\(sum.count) numbers for \(a.columns) columns")
  var sums = [Double](repeating: 0, count: a.columns)
  var target = sums.mutableSpan
  for i in 0..<a.rows {
    let row = a[row: i]
    for j in row.indices { target[j] += Double(row[j]) }
  }
  for j in sum.indices { sum[j] += Float(sums[j]) }
}

/// Stores in `c`, of shape (`m`, `n`), the product of `a`, of shape (`m`, `k`), and `b`, of shape (`k`, `n`),
/// or adds it, on the calling thread. An operand to be transposed is stored in the opposite shape.
///
/// For blocks that are made and used by one thread, without a matrix of their own.
///
/// - Precondition: The lengths fit together.
package func multiply(
  _ a: Span<Float>, _ b: Span<Float>, transposingA: Bool = false, transposingB: Bool = false,
  m: Int, n: Int, k: Int, adding: Bool = false, into c: inout MutableSpan<Float>
) {
  BLAS.multiply(
    a, b, transposingA: transposingA, transposingB: transposingB, m: m, n: n, k: k, adding: adding,
    into: &c)
}

extension Matrix {
  /// Adds a row to each row.
  ///
  /// - Precondition: `row` has ``columns`` numbers.
  /// - Complexity: O(*rows* × *columns*)
  package mutating func addRow(_ row: [Float], threads: Int) {
    precondition(row.count == columns, "\(row.count) numbers for \(columns) columns")
    forEachRow(threads: threads) { _, target in
      let row = row.span
      for j in target.indices { target[j] += row[j] }
    }
  }
}
