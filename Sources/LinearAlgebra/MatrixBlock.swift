/// A matrix within a wider one that is stored row by row: some of its columns in some of its rows.
///
///     let queries = MatrixBlock(rows: tokens, columns: 32, stride: 3 * 384)
package struct MatrixBlock: Sendable {
  /// The index of the first number.
  package let start: Int
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The length of a row of the wider matrix.
  package let stride: Int

  /// A block of `rows` rows of `columns` numbers, which begin `stride` numbers apart.
  package init(from start: Int = 0, rows: Int, columns: Int, stride: Int? = nil) {
    let stride = stride ?? columns
    precondition(
      start >= 0 && rows >= 0 && columns >= 0 && stride >= columns,
      "no block has \(rows) rows of \(columns) numbers that are \(stride) apart")
    (self.start, self.rows, self.columns, self.stride) = (start, rows, columns, stride)
  }

  /// Whether all of it lies among `count` numbers.
  func isWithin(_ count: Int) -> Bool {
    rows == 0 || columns == 0 || start + (rows - 1) * stride + columns <= count
  }
}

/// Stores in a block of `c` the product of blocks of `a` and `b`, or adds it to what is there.
///
/// On the calling thread alone, by OpenBLAS.
///
/// - Parameters:
///   - a: The left operand's numbers.
///   - aBlock: Where the left operand is, of shape (*m*, *k*), or (*k*, *m*) if it is transposed.
///   - transposingA: Whether the left operand is transposed.
///   - b: The right operand's numbers.
///   - bBlock: Where the right operand is, of shape (*k*, *n*), or (*n*, *k*) if it is transposed.
///   - transposingB: Whether the right operand is transposed.
///   - factor: What the product is multiplied by.
///   - adding: Whether the product is added to `c`.
///   - c: The result's numbers.
///   - cBlock: Where the result goes, of shape (*m*, *n*).
/// - Precondition: The shapes fit together, and *k* is positive unless the product is added.
/// - Complexity: O(*m* × *n* × *k*)
package func multiply(
  _ a: Span<Float>, _ aBlock: MatrixBlock, transposingA: Bool = false,
  by b: Span<Float>, _ bBlock: MatrixBlock, transposingB: Bool = false,
  factor: Float = 1, adding: Bool = false, into c: inout MutableSpan<Float>, _ cBlock: MatrixBlock
) {
  BLAS.multiply(
    a, aBlock, transposingA: transposingA, b, bBlock, transposingB: transposingB, factor: factor,
    adding: adding, into: &c, cBlock)
}
