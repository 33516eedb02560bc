/// A matrix that stores its nonzero elements only, row after row ("compressed sparse rows").
///
/// Row *i* owns the positions `rowOffsets[i]..<rowOffsets[i + 1]` of two parallel arrays, one of
/// column indexes and one of values. The matrix of shape (2, 3)
///
///     [ 5 0 7 ]      rowOffsets     [0, 2, 3]
///     [ 0 8 0 ]      columnIndexes  [0, 2, 1]
///                    values         [5, 7, 8]
///
/// Used for terms of documents, links between pages and neighbor graphs. The columns of a row may
/// be in any order; several elements in one place count as their sum.
public struct SparseMatrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// Where each row begins in ``columnIndexes`` and ``values``, and where the last one ends;
  /// ``rows`` + 1 numbers.
  public let rowOffsets: [Int]

  /// The column of each stored element, in `0..<columns`.
  public let columnIndexes: [Int32]

  /// The value of each stored element.
  public let values: [Float]

  /// Creates a matrix from its arrays.
  ///
  /// - Precondition: `rowOffsets` holds `rows` + 1 numbers that begin with 0, never fall and end
  ///   with the number of values; there are as many column indexes as values, all of them in
  ///   `0..<columns`.
  /// - Complexity: O(*rows* + *stored elements*), for checking.
  public init(
    rows: Int, columns: Int, rowOffsets: [Int], columnIndexes: [Int32], values: [Float]
  ) {
    precondition(
      rows >= 0 && columns >= 0 && columns <= Int32.max,
      "no sparse matrix has shape (\(rows), \(columns))")
    precondition(rowOffsets.count == rows + 1, "\(rowOffsets.count) offsets for \(rows) rows")
    precondition(
      rowOffsets.first == 0 && rowOffsets.last == values.count,
      "row offsets do not span \(values.count) values")
    precondition(
      columnIndexes.count == values.count,
      "\(columnIndexes.count) column indexes for \(values.count) values")
    for row in 0..<rows {
      precondition(rowOffsets[row] <= rowOffsets[row + 1], "row offsets fall after row \(row)")
    }
    for column in columnIndexes {
      precondition(column >= 0 && column < columns, "column \(column) of \(columns)")
    }
    self.rows = rows
    self.columns = columns
    self.rowOffsets = rowOffsets
    self.columnIndexes = columnIndexes
    self.values = values
  }

  /// The columns of the elements stored for row `row`, read in place; parallel to
  /// ``values(inRow:)``.
  ///
  /// - Complexity: O(1)
  @_lifetime(borrow self)
  public func columnIndexes(inRow row: Int) -> Span<Int32> {
    columnIndexes.span.extracting(positions(ofRow: row))
  }

  /// The values of the elements stored for row `row`, read in place; parallel to
  /// ``columnIndexes(inRow:)``.
  ///
  /// - Complexity: O(1)
  @_lifetime(borrow self)
  public func values(inRow row: Int) -> Span<Float> {
    values.span.extracting(positions(ofRow: row))
  }

  private func positions(ofRow row: Int) -> Range<Int> {
    precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
    return rowOffsets[row]..<rowOffsets[row + 1]
  }

  /// Returns the matrix of shape (``columns``, ``rows``) whose rows are the columns of this one.
  ///
  /// Its rows list their columns in ascending order, so transposing twice sorts the columns within
  /// each row.
  ///
  /// - Complexity: O(*rows* + *columns* + *stored elements*), a counting sort.
  public func transposed() -> SparseMatrix {
    var offsets = [Int](repeating: 0, count: columns + 1)
    for column in columnIndexes { offsets[Int(column) + 1] += 1 }
    for column in 0..<columns { offsets[column + 1] += offsets[column] }

    var next = offsets
    var indexes = [Int32](repeating: 0, count: values.count)
    var transposedValues = [Float](repeating: 0, count: values.count)
    for row in 0..<rows {
      for position in rowOffsets[row]..<rowOffsets[row + 1] {
        let column = Int(columnIndexes[position])
        indexes[next[column]] = Int32(row)
        transposedValues[next[column]] = values[position]
        next[column] += 1
      }
    }
    return SparseMatrix(
      rows: columns, columns: rows, rowOffsets: offsets, columnIndexes: indexes,
      values: transposedValues)
  }
}
