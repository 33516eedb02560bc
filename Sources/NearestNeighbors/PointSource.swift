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
  private var announce: @Sendable (_ row: Int) -> Void = { _ in }
  private let giveBack: @Sendable () -> Void

  /// Creates a source of points.
  ///
  /// - Parameters:
  ///   - rows: The number of points.
  ///   - columns: The number of dimensions.
  ///   - release: Gives the memory of what was read from a file back to the system.
  ///   - read: Copies consecutive rows, row after row. It runs on any thread.
  public init(
    rows: Int, columns: Int, release: @escaping @Sendable () -> Void = {},
    _ read: @escaping @Sendable (_ rows: Range<Int>, _ target: inout MutableSpan<Float>) -> Void
  ) {
    self.rows = rows
    self.columns = columns
    self.read = read
    giveBack = release
  }

  /// The rows of a matrix.
  ///
  /// - Complexity: O(1)
  public init(_ matrix: Matrix) {
    self.init(rows: matrix.rows, columns: matrix.columns) { rows, target in
      Self.copy(matrix[rows: rows], to: &target)
    }
    announce = { prefetch(matrix[row: $0]) }
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

  /// Gives the memory of what was read from a file back to the system: to be called after a pass over
  /// all points that are not needed again soon. What is read later is read again.
  package func release() { giveBack() }

  /// Has a row brought into the cache while something else is done, if it is in memory; to be called for a
  /// row that is read soon, where rows are not read one after the other.
  package func prepare(_ row: Int) { announce(row) }

  /// Consecutive rows, of shape (`range.count`, ``columns``), copied into memory.
  public func block(_ range: Range<Int>) -> Matrix {
    var matrix = Matrix(rows: range.count, columns: columns)
    matrix.withMutableElements { copy(range, into: &$0) }
    return matrix
  }

  /// Some rows, in the order given, read where they are.
  ///
  /// - Complexity: O(1)
  package func selecting(_ chosen: [Int]) -> PointSource {
    let columns = columns
    var source = PointSource(rows: chosen.count, columns: columns, release: giveBack) {
      rows, target in
      for row in rows {
        let start = (row - rows.lowerBound) * columns
        var part = target._mutatingExtracting(start..<start + columns)
        copy(chosen[row]..<chosen[row] + 1, into: &part)
      }
    }
    source.announce = { announce(chosen[$0]) }
    return source
  }

  /// The points divided by their lengths, each time that they are read; a zero stays one.
  ///
  /// - Complexity: O(1)
  package func normalized() -> PointSource {
    let columns = columns
    return PointSource(rows: rows, columns: columns, release: giveBack) { rows, target in
      copy(rows, into: &target)
      for row in 0..<rows.count {
        var part = target._mutatingExtracting(row * columns..<(row + 1) * columns)
        normalize(&part)
      }
    }
  }

  /// Some rows, in the order given, copied into memory.
  package func matrix(_ rows: [Int]) -> Matrix {
    var matrix = Matrix(rows: rows.count, columns: columns)
    for (number, row) in rows.enumerated() {
      matrix.withMutableRow(number) { copy(row..<row + 1, into: &$0) }
    }
    return matrix
  }
}
