import LinearAlgebra

/// Rows of numbers, each padded with zeros to whole vectors of eight, at addresses that do not change.
///
/// Threads may work on it at the same time as long as none writes a row that another one uses.
@safe final class PaddedRows: @unchecked Sendable {
  /// The numbers of a row that count.
  let columns: Int
  /// The length of a row.
  let stride: Int
  /// The number of rows there is room for.
  private(set) var capacity = 0
  /// Row after row.
  private(set) var start: UnsafeMutablePointer<Float>

  /// Makes room for rows, which are zeros.
  init(rows: Int, columns: Int) {
    self.columns = columns
    stride = (columns + 7) / 8 * 8
    unsafe start = UnsafeMutablePointer.allocate(capacity: 0)
    reserve(rows)
  }

  deinit { unsafe start.deallocate() }

  /// Makes room for more rows; what was in the others is lost.
  func reserve(_ rows: Int) {
    guard rows > capacity else { return }
    unsafe start.deallocate()
    capacity = rows
    let bytes = max(1, rows) * stride * MemoryLayout<Float>.size
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    unsafe start = memory.bindMemory(to: Float.self, capacity: max(1, rows) * stride)
    unsafe start.initialize(repeating: 0, count: rows * stride)
  }

  /// Where a row is.
  @inline(__always)
  @unsafe func row(_ index: Int) -> UnsafeMutablePointer<Float> { unsafe start + index * stride }

  /// Sets a row.
  ///
  /// - Precondition: There is such a row, and `values` fits.
  func set(_ index: Int, _ values: borrowing Span<Float>) {
    precondition(index < capacity && values.count == columns, "no room for row \(index)")
    for column in values.indices { unsafe start[index * stride + column] = values[column] }
  }

  /// The first rows as a matrix of shape (`count`, ``columns``).
  func matrix(_ range: Range<Int>) -> Matrix {
    precondition(range.upperBound <= capacity, "\(range) of \(capacity) rows")
    return Matrix.make(rows: range.count, columns: columns, chunk: 1024, threads: 1) {
      rows, elements in
      for row in rows {
        let place = (range.lowerBound + row) * stride
        let first = (row - rows.lowerBound) * columns
        for column in 0..<columns { elements[first + column] = unsafe start[place + column] }
      }
    }.matrix
  }
}

extension PaddedRows {
  /// Copies a matrix, after rows of zeros.
  convenience init(_ matrix: Matrix, after zeros: Int = 0) {
    self.init(rows: zeros + matrix.rows, columns: matrix.columns)
    for row in 0..<matrix.rows { set(zeros + row, matrix[row: row]) }
  }
}
