extension Matrix {
  /// Calls `body` with the row at `index`, of length ``columns``, to be changed in place.
  ///
  /// - Returns: What `body` returns.
  /// - Complexity: O(1) besides the call, if the matrix shares its elements with no other.
  public mutating func withMutableRow<Result>(
    _ index: Int, _ body: (_ row: inout MutableSpan<Float>) throws -> Result
  ) rethrows -> Result {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    let range = index * columns..<(index + 1) * columns
    return try withMutableElements { elements in
      var row = elements._mutatingExtracting(range)
      return try body(&row)
    }
  }

  /// Calls `body` with every row, several at a time.
  ///
  /// Each call owns its row and needs no lock, so the matrix that results does not depend on
  /// `threads`.
  ///
  /// - Parameters:
  ///   - threads: The largest number of calls at the same time.
  ///   - body: Changes one row, of length ``columns``. It runs on any thread.
  public mutating func forEachRow(
    threads: Int, _ body: @Sendable (_ index: Int, _ row: inout MutableSpan<Float>) -> Void
  ) {
    let columns = columns
    // About 16 K elements: long enough to hide the hand-over, short enough to balance.
    let chunk = max(1, 16_384 / max(1, columns))
    forEachRowChunk(chunk, threads: threads) { range, elements in
      for index in range {
        let start = (index - range.lowerBound) * columns
        var row = elements._mutatingExtracting(start..<start + columns)
        body(index, &row)
      }
    }
  }

  /// Calls `body` with every block of `chunk` consecutive rows, several at a time.
  ///
  /// For work that profits from more than one row at once, as matrix products do. The bounds of
  /// the blocks depend on ``rows`` and `chunk` alone.
  ///
  /// - Parameters:
  ///   - chunk: The number of rows in a block; the last block may have fewer.
  ///   - threads: The largest number of calls at the same time.
  ///   - body: Changes the elements of `rows`, of shape (`rows.count`, ``columns``). It runs on
  ///     any thread.
  public mutating func forEachRowChunk(
    _ chunk: Int, threads: Int,
    _ body: @Sendable (_ rows: Range<Int>, _ elements: inout MutableSpan<Float>) -> Void
  ) {
    let (rows, columns) = (rows, columns)
    withMutableElements { elements in
      unsafe elements.withUnsafeMutableBufferPointer { buffer in
        // The ranges of `parallelFor` do not overlap, and neither do the spans made from them.
        nonisolated(unsafe) let buffer = unsafe buffer
        parallelFor(count: rows, chunk: chunk, threads: threads) { range in
          let bounds = range.lowerBound * columns..<range.upperBound * columns
          let block = unsafe UnsafeMutableBufferPointer(rebasing: buffer[bounds])
          var span = unsafe MutableSpan(_unsafeElements: block)
          body(range, &span)
        }
      }
    }
  }

  /// Makes a matrix block by block, several at a time; what `body` returns besides is returned in the
  /// order of the blocks.
  ///
  /// For large results of which every element is written: no time is spent on zeros. The bounds of
  /// the blocks depend on `rows` and `chunk` alone.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - columns: The number of columns.
  ///   - chunk: The number of rows in a block; the last block may have fewer.
  ///   - threads: The largest number of calls at the same time.
  ///   - body: Writes *all* elements of `rows`, of shape (`rows.count`, `columns`), and reads none that
  ///     it has not written. It runs on any thread.
  /// - Returns: The matrix, and what `body` returned for each block.
  public static func make<Result: Sendable>(
    rows: Int, columns: Int, chunk: Int, threads: Int,
    _ body: @Sendable (_ rows: Range<Int>, _ elements: inout MutableSpan<Float>) -> Result
  ) -> (matrix: Matrix, results: [Result]) {
    var results: [Result] = []
    let count = rows * columns
    let elements = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      // The ranges of `parallelMap` do not overlap, and neither do the spans made from them.
      nonisolated(unsafe) let buffer = unsafe buffer
      results = parallelMap(count: rows, chunk: chunk, threads: threads) { range in
        let bounds = range.lowerBound * columns..<range.upperBound * columns
        let block = unsafe UnsafeMutableBufferPointer(rebasing: buffer[bounds])
        var span = unsafe MutableSpan(_unsafeElements: block)
        return body(range, &span)
      }
      initialized = count
    }
    return (Matrix(rows: rows, columns: columns, elements: elements), results)
  }

  /// Returns the rows at `indexes`, in that order, in a matrix of shape (`indexes.count`,
  /// ``columns``).
  ///
  /// An index may occur more than once.
  ///
  /// - Complexity: O(*indexes* × *columns*)
  public func rows(_ indexes: some Collection<Int>) -> Matrix {
    var gathered: [Float] = []
    gathered.reserveCapacity(indexes.count * columns)
    for index in indexes {
      precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
      gathered += elements[index * columns..<(index + 1) * columns]
    }
    return Matrix(rows: indexes.count, columns: columns, elements: gathered)
  }

  /// Returns the matrix of shape (``columns``, ``rows``) whose rows are the columns of this one.
  ///
  /// - Complexity: O(*rows* × *columns*)
  public func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows)
    let (rows, columns) = (rows, columns)
    let source = elements.span
    // In square tiles, so that the lines of both matrices stay in the cache.
    let tile = 32
    result.withMutableElements { target in
      for top in stride(from: 0, to: rows, by: tile) {
        for left in stride(from: 0, to: columns, by: tile) {
          for j in left..<min(left + tile, columns) {
            for i in top..<min(top + tile, rows) { target[j * rows + i] = source[i * columns + j] }
          }
        }
      }
    }
    return result
  }

  /// The matrix less a row: with ``columnMeans()``, its rows around their mean.
  ///
  /// - Precondition: `row` has ``columns`` numbers.
  /// - Complexity: O(*rows* × *columns*)
  public consuming func subtractingRow(_ row: [Float], threads: Int) -> Matrix {
    precondition(row.count == columns, "\(row.count) numbers from \(columns) columns")
    var result = self
    result.forEachRow(threads: threads) { _, target in
      for j in target.indices { target[j] -= row[j] }
    }
    return result
  }

  /// Returns the mean of each column, added up in double precision.
  ///
  /// - Returns: ``columns`` numbers; zeros if the matrix has no rows.
  /// - Complexity: O(*rows* × *columns*)
  public func columnMeans() -> [Float] {
    var sums = [Double](repeating: 0, count: columns)
    for i in 0..<rows {
      let row = self[row: i]
      for j in row.indices { sums[j] += Double(row[j]) }
    }
    let divisor = Double(max(1, rows))
    return sums.map { Float($0 / divisor) }
  }
}
