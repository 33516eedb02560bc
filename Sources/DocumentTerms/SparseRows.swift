import LinearAlgebra

/// Builds a sparse matrix row by row from values that come in any order of columns.
struct SparseRows {
  private let columns: Int
  private var offsets = [0]
  private var indexes: [Int32] = []
  private var values: [Float] = []
  /// The sum of the current row by column; only the columns in ``touched`` are not zero.
  private var sums: [Float]
  private var touched: [Int32] = []

  init(columns: Int) {
    self.columns = columns
    sums = [Float](repeating: 0, count: columns)
  }

  /// Adds a positive value to a column of the current row.
  mutating func add(_ value: Float, column: Int32) {
    if sums[Int(column)] == 0 { touched.append(column) }
    sums[Int(column)] += value
  }

  /// Completes the current row.
  mutating func endRow() {
    touched.sort()
    for column in touched {
      indexes.append(column)
      values.append(sums[Int(column)])
      sums[Int(column)] = 0
    }
    offsets.append(indexes.count)
    touched.removeAll(keepingCapacity: true)
  }

  /// The matrix of the rows so far.
  var matrix: SparseMatrix {
    SparseMatrix(
      rows: offsets.count - 1, columns: columns, rowOffsets: offsets, columnIndexes: indexes,
      values: values)
  }
}
