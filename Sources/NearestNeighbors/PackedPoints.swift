import LinearAlgebra

extension PreparedPoints {
  /// Rows made ready for products, in the order given.
  ///
  /// - Complexity: O(*rows* × *dimensions*)
  func packed(_ rows: [Int32], threads: Int) -> Matrix {
    Matrix.make(rows: rows.count, columns: source.columns, chunk: 256, threads: threads) {
      range, target in
      pack(rows[range], into: &target)
    }.matrix
  }

  /// Rows made ready for products, in the order given, and turned by `rotation`, of shape (dimensions,
  /// dimensions).
  ///
  /// - Complexity: O(*rows* × *dimensions*²)
  func packed(_ rows: [Int32], rotation: Matrix, threads: Int) -> Matrix {
    Matrix.make(rows: rows.count, columns: source.columns, chunk: 256, threads: threads) {
      range, target in
      var block = [Float](repeating: 0, count: range.count * source.columns)
      var span = block.mutableSpan
      pack(rows[range], into: &span)
      multiplyTransposed(
        block.span, rotation.elements.span, columns: source.columns, into: &target)
    }.matrix
  }

  private func pack(_ rows: ArraySlice<Int32>, into target: inout MutableSpan<Float>) {
    for (number, row) in rows.enumerated() {
      let start = number * source.columns
      var part = target._mutatingExtracting(start..<start + source.columns)
      pack(Int(row)..<Int(row) + 1, into: &part)
    }
  }
}
