import LinearAlgebra

/// The rows of a matrix without those that equal an earlier one.
///
///     let distinct = DistinctRows(vectors)
///     let map = UMAP(graph(of: distinct.points), of: distinct.points, seed: 42, threads: 2).places
///     let places = distinct.spread(map)                // a row for each row of `vectors`
///
/// Rows are equal if their numbers are; 0 and −0 are the same.
public struct DistinctRows: Sendable {
  /// The distinct rows in the order of their first occurrence, of shape (distinct rows, columns).
  public let points: Matrix
  /// Where each distinct row stands first in the matrix, ascending.
  public let firstRows: [Int]
  /// For each row of the matrix, its index in ``points``.
  public let indexes: [Int]
  private let table: RowTable

  /// Finds the distinct rows of a matrix.
  ///
  /// - Complexity: O(*rows* × *columns*), and no copy if all rows differ.
  public init(_ matrix: Matrix) {
    var table = RowTable(capacity: matrix.rows)
    var (first, indexes) = ([Int](), [Int]())
    indexes.reserveCapacity(matrix.rows)
    for row in 0..<matrix.rows {
      let hash = rowHash(matrix[row: row])
      if let known = table.first(
        hash, where: { areEqual(matrix[row: first[$0]], matrix[row: row]) })
      {
        indexes.append(known)
      } else {
        table.append(hash)
        indexes.append(first.count)
        first.append(row)
      }
    }
    points = first.count == matrix.rows ? matrix : matrix.rows(first)
    firstRows = first
    self.indexes = indexes
    self.table = table
  }

  /// For each row of another matrix the index in ``points`` of the row that it equals, or nil.
  ///
  /// - Precondition: Both have the same number of columns.
  /// - Complexity: O(*rows* × *columns*)
  public func find(_ others: Matrix) -> [Int?] {
    precondition(others.columns == points.columns, "\(others.columns) columns")
    return (0..<others.rows).map { row in
      table.first(rowHash(others[row: row])) { areEqual(points[row: $0], others[row: row]) }
    }
  }

  /// Values of the distinct rows, given to each row of the matrix.
  ///
  /// - Complexity: O(*rows* × *columns*)
  public func spread(_ values: Matrix) -> Matrix {
    precondition(values.rows == firstRows.count, "\(values.rows) rows for \(firstRows.count)")
    return firstRows.count == indexes.count ? values : values.rows(indexes)
  }
}

/// A number that tells rows apart: equal rows have equal ones, others almost never.
func rowHash(_ row: Span<Float>) -> UInt64 {
  var hash: UInt64 = 0x243f_6a88_85a3_08d3
  for index in row.indices {
    // Adding 0 makes −0 a 0.
    hash = (hash ^ UInt64((row[index] + 0).bitPattern)) &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 29
  }
  return hash
}

private func areEqual(_ a: Span<Float>, _ b: Span<Float>) -> Bool {
  a.indices.allSatisfy { a[$0] == b[$0] }
}

/// Numbered entries found by their hash; entries of one hash are chained.
private struct RowTable: Sendable {
  private var newest: [UInt64: Int32]
  private var older: [Int32] = []

  init(capacity: Int) {
    newest = Dictionary(minimumCapacity: capacity)
    older.reserveCapacity(capacity)
  }

  mutating func append(_ hash: UInt64) {
    older.append(newest.updateValue(Int32(older.count), forKey: hash) ?? -1)
  }

  func first(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
    var entry = newest[hash] ?? -1
    while entry >= 0 {
      if matches(Int(entry)) { return Int(entry) }
      entry = older[Int(entry)]
    }
    return nil
  }
}
