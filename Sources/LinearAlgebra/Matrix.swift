/// A dense matrix of single-precision numbers, stored row by row.
///
/// Rows are observations and columns are dimensions throughout the package: the vectors of a
/// corpus have shape (documents, dimensions). Work on a matrix goes row by row, through
/// ``subscript(row:)`` and ``forEachRow(threads:_:)``, and reaches the elements of a row in a
/// `Span`.
///
///     var vectors = Matrix(rows: 1000, columns: 384)
///     vectors.forEachRow(threads: 2) { index, row in normalize(&row) }
///     let similarity = dot(vectors[row: 0], vectors[row: 1])
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The elements, row after row; element (*i*, *j*) is at *i* × ``columns`` + *j*.
  public private(set) var elements: [Float]

  /// Creates a matrix of shape (`rows`, `columns`) in which every element is `value`.
  ///
  /// - Complexity: O(*rows* × *columns*)
  public init(rows: Int, columns: Int, repeating value: Float = 0) {
    precondition(rows >= 0 && columns >= 0, "no matrix has shape (\(rows), \(columns))")
    self.rows = rows
    self.columns = columns
    elements = [Float](repeating: value, count: rows * columns)
  }

  /// Creates a matrix of shape (`rows`, `columns`) from its elements, row after row.
  ///
  /// - Precondition: `elements` holds *rows* × *columns* numbers.
  /// - Complexity: O(1)
  public init(rows: Int, columns: Int, elements: [Float]) {
    precondition(rows >= 0 && columns >= 0, "no matrix has shape (\(rows), \(columns))")
    precondition(
      elements.count == rows * columns,
      "\(elements.count) elements do not fill a matrix of shape (\(rows), \(columns))")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The row at `index`, of length ``columns``, read in place.
  ///
  /// - Complexity: O(1)
  public subscript(row index: Int) -> Span<Float> {
    @_lifetime(borrow self)
    get {
      precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
      return elements.span.extracting(index * columns..<(index + 1) * columns)
    }
  }

  /// The elements of consecutive rows, of shape (`range.count`, ``columns``), read in place.
  ///
  /// - Complexity: O(1)
  public subscript(rows range: Range<Int>) -> Span<Float> {
    @_lifetime(borrow self)
    get {
      precondition(
        range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
      return elements.span.extracting(range.lowerBound * columns..<range.upperBound * columns)
    }
  }

  /// The element in row `i` and column `j`.
  ///
  /// Meant for tests and for small matrices: a call from another module is not inlined, which
  /// makes it several times slower than reading the row's span.
  ///
  /// - Complexity: O(1)
  public subscript(i: Int, j: Int) -> Float {
    get { elements[offset(i, j)] }
    set { elements[offset(i, j)] = newValue }
  }

  private func offset(_ i: Int, _ j: Int) -> Int {
    precondition(
      i >= 0 && i < rows && j >= 0 && j < columns,
      "element (\(i), \(j)) of a matrix of shape (\(rows), \(columns))")
    return i * columns + j
  }

  /// Calls `body` with all elements, row after row, to be changed in place.
  ///
  /// - Returns: What `body` returns.
  public mutating func withMutableElements<Result>(
    _ body: (_ elements: inout MutableSpan<Float>) throws -> Result
  ) rethrows -> Result {
    var span = elements.mutableSpan
    return try body(&span)
  }
}
