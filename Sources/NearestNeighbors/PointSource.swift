import LinearAlgebra

/// Points that are read some rows at a time, from memory or from a file that need not fit into it.
///
///     let points = PointSource(rows: file.rows, columns: file.columns) { rows, target in
///       PointSource.copy(file[rows: rows], to: &target)
///     }
public struct PointSource: Sendable {
  /// The number of points.
  public let rows: Int
  /// The number of dimensions.
  public let columns: Int
  private let read: @Sendable (_ rows: Range<Int>, _ target: inout MutableSpan<Float>) -> Void

  /// Creates a source of points.
  ///
  /// - Parameters:
  ///   - rows: The number of points.
  ///   - columns: The number of dimensions.
  ///   - read: Copies consecutive rows, row after row. It runs on any thread.
  public init(
    rows: Int, columns: Int,
    _ read: @escaping @Sendable (_ rows: Range<Int>, _ target: inout MutableSpan<Float>) -> Void
  ) {
    self.rows = rows
    self.columns = columns
    self.read = read
  }

  /// The rows of a matrix.
  ///
  /// - Complexity: O(1)
  public init(_ matrix: Matrix) {
    self.init(rows: matrix.rows, columns: matrix.columns) { rows, target in
      Self.copy(matrix[rows: rows], to: &target)
    }
  }

  /// Copies numbers into as many others.
  public static func copy(_ source: Span<Float>, to target: inout MutableSpan<Float>) {
    precondition(source.count == target.count, "\(source.count) numbers for \(target.count)")
    unsafe source.withUnsafeBytes { source in
      unsafe target.withUnsafeMutableBytes { unsafe $0.copyMemory(from: source) }
    }
  }

  /// Copies consecutive rows into `target`, of shape (`range.count`, ``columns``).
  package func copy(_ range: Range<Int>, into target: inout MutableSpan<Float>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    precondition(target.count == range.count * columns, "\(target.count) numbers for \(range)")
    read(range, &target)
  }

  /// Consecutive rows, of shape (`range.count`, ``columns``), copied into memory.
  public func block(_ range: Range<Int>) -> Matrix {
    var matrix = Matrix(rows: range.count, columns: columns)
    matrix.withMutableElements { copy(range, into: &$0) }
    return matrix
  }

  /// Some rows, in the order given.
  func matrix(_ rows: [Int]) -> Matrix {
    var matrix = Matrix(rows: rows.count, columns: columns)
    for (number, row) in rows.enumerated() {
      matrix.withMutableRow(number) { copy(row..<row + 1, into: &$0) }
    }
    return matrix
  }
}
