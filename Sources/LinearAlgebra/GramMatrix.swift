/// Returns the inner products of the columns of `a`, *a*ᵀ · *a*, in double precision.
///
/// A product of two single-precision numbers is exact in double precision, so singular values of
/// `a` down to about 1e-7 of the largest can be read off the result: whatever `a` can express.
/// The covariance of the columns is the result divided by `a.rows`, less the products of the means;
/// double precision has the digits to spare for that difference too.
///
/// Blocks of rows are multiplied by OpenBLAS, several at a time, and added in their order, so the
/// result does not depend on `threads`.
///
/// - Returns: A symmetric matrix of shape (`a.columns`, `a.columns`), row after row.
/// - Complexity: O(*rows* × *columns*²) time, O(*columns*²) memory for each of up to 32 blocks.
public func gram(_ a: Matrix, threads: Int) -> [Double] {
  gram(rows: a.rows, columns: a.columns, threads: threads) { rows, target in
    let block = a[rows: rows]
    for i in block.indices { target[i] = Double(block[i]) }
  }
}

/// Returns the inner products of the columns of a matrix that is read some rows at a time, as from a
/// file; see ``gram(_:threads:)``.
///
/// - Parameters:
///   - rows: The number of rows.
///   - columns: The number of columns.
///   - threads: The largest number of threads; the result does not depend on it.
///   - read: Writes consecutive rows, of shape (`rows.count`, `columns`). It runs on any thread.
/// - Returns: A symmetric matrix of shape (`columns`, `columns`), row after row.
/// - Complexity: O(*rows* × *columns*²) time, O(*columns*²) memory for each of up to 32 blocks.
public func gram(
  rows: Int, columns: Int, threads: Int,
  _ read: @Sendable (_ rows: Range<Int>, _ target: inout MutableSpan<Double>) -> Void
) -> [Double] {
  let n = columns
  let blocks = parallelMap(count: rows, chunk: columnChunk(rows), threads: threads) {
    upperGram($0, columns: n, read)
  }
  var sum = [Double](repeating: 0, count: n * n)
  for block in blocks {
    for i in sum.indices { sum[i] += block[i] }
  }
  for i in 0..<n {
    for j in 0..<i { sum[i * n + j] = sum[j * n + i] }
  }
  return sum
}

/// The upper triangle of the Gram matrix of some rows, a few at a time, so that their copy in double
/// precision stays in the cache.
private func upperGram(
  _ rows: Range<Int>, columns n: Int,
  _ read: (_ rows: Range<Int>, _ target: inout MutableSpan<Double>) -> Void
) -> [Double] {
  let step = max(1, 32_768 / max(1, n))
  var sum = [Double](repeating: 0, count: n * n)
  var copy = [Double](repeating: 0, count: min(step, rows.count) * n)
  for start in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
    let some = start..<min(start + step, rows.upperBound)
    var span = copy.mutableSpan
    var part = span._mutatingExtracting(0..<some.count * n)
    read(some, &part)
    BLAS.addUpperGram(copy.span.extracting(0..<some.count * n), n: n, k: some.count, to: &sum)
  }
  return sum
}

/// Returns the product of the transpose of `a` and `b`, of shape (`a.columns`, `b.columns`):
/// element (*i*, *j*) is the inner product of column *i* of `a` and column *j* of `b`.
///
/// Blocks of rows are multiplied by OpenBLAS in single precision, several at a time, and added in
/// their order in double precision, so the result does not depend on `threads`.
///
/// - Precondition: `a.rows` equals `b.rows`.
/// - Complexity: O(*rows* × *a.columns* × *b.columns*) time, O(*a.columns* × *b.columns*) memory
///   for each of up to 32 blocks.
public func crossProduct(_ a: Matrix, _ b: Matrix, threads: Int) -> Matrix {
  precondition(a.rows == b.rows, "columns of lengths \(a.rows) and \(b.rows) differ")
  let blocks = parallelMap(count: a.rows, chunk: columnChunk(a.rows), threads: threads) { rows in
    var block = Matrix(rows: a.columns, columns: b.columns)
    block.withMutableElements { elements in
      BLAS.multiply(
        a[rows: rows], b[rows: rows], transposingA: true, m: a.columns, n: b.columns,
        k: rows.count, into: &elements)
    }
    return block
  }
  var sum = [Double](repeating: 0, count: a.columns * b.columns)
  for block in blocks {
    let elements = block.elements.span
    for i in elements.indices { sum[i] += Double(elements[i]) }
  }
  return Matrix(rows: a.columns, columns: b.columns, elements: sum.map { Float($0) })
}

/// The number of rows in the blocks of a product over rows: at most 32 blocks, because each has a
/// result of its own, and not so few rows that adding the results dominates.
private func columnChunk(_ rows: Int) -> Int {
  max(1024, (rows + 31) / 32)
}
