import LinearAlgebra
import NearestNeighbors

/// Points without those that equal an earlier one.
///
///     let distinct = DistinctRows(vectors)
///     let map = UMAP(graph(of: distinct.points), of: distinct.points, seed: 42, threads: 2).places
///     let places = distinct.spread(map)                // a row for each row of `vectors`
///
/// Rows are equal if their numbers are; 0 and −0 are the same.
public struct DistinctRows: Sendable {
  /// The distinct rows in the order of their first occurrence, of shape (distinct rows, columns); they
  /// are read where the rows are.
  public let points: PointSource
  /// Where each distinct row stands first, ascending.
  public let firstRows: [Int]
  /// For each row, its index in ``points``.
  public let indexes: [Int]
  private let table: RowTable

  /// Rows that are read at a time.
  private static let block = 256

  /// Finds the distinct rows of a matrix; see ``init(_:)-(PointSource)``.
  public init(_ matrix: Matrix) { self.init(PointSource(matrix)) }

  /// Finds the distinct rows of points.
  ///
  /// - Complexity: O(*rows* × *columns*), and no copy of them.
  public init(_ rows: PointSource) {
    var table = RowTable(capacity: rows.rows)
    var (first, indexes) = ([Int](), [Int]())
    indexes.reserveCapacity(rows.rows)
    for start in stride(from: 0, to: rows.rows, by: Self.block) {
      let block = rows.block(start..<min(start + Self.block, rows.rows))
      for row in 0..<block.rows {
        let hash = rowHash(block[row: row])
        let known = table.first(hash) {
          areEqual(rows.block(first[$0]..<first[$0] + 1)[row: 0], block[row: row])
        }
        indexes.append(known ?? first.count)
        if known == nil {
          table.append(hash)
          first.append(start + row)
        }
      }
    }
    points = first.count == rows.rows ? rows : rows.selecting(first)
    firstRows = first
    self.indexes = indexes
    self.table = table
  }

  /// For each of other points the index in ``points`` of the row that it equals, or nil.
  ///
  /// - Precondition: Both have the same number of columns.
  /// - Complexity: O(*rows* × *columns*)
  public func find(_ others: PointSource) -> [Int?] {
    precondition(others.columns == points.columns, "\(others.columns) columns")
    return stride(from: 0, to: others.rows, by: Self.block).flatMap { start in
      let block = others.block(start..<min(start + Self.block, others.rows))
      return (0..<block.rows).map { row in
        table.first(rowHash(block[row: row])) {
          areEqual(points.block($0..<$0 + 1)[row: 0], block[row: row])
        }
      }
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
