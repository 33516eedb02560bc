import Artifacts
import LinearAlgebra

/// A file of vectors and its table, read in place: `NAME.npy` and `NAME.tsv`.
///
///     let books = try MappedVectors("out/embed/vectors.npy")
///     let first = books.vectors[row: 0]        // the vector of books.ids[0]
///
/// It is `VectorTable` for files that need not fit into memory.
public struct MappedVectors: Sendable {
  /// The vectors, of shape (ids, dimensions).
  public let vectors: VectorFile
  /// The table; its first column is `id`.
  public let table: Table
  /// The ids, one a row.
  public let ids: [String]

  /// The number of vectors.
  public var count: Int { vectors.rows }
  /// The number of dimensions.
  public var dimensions: Int { vectors.columns }

  /// The rows that are read at a time where all are read: about 4 MB of numbers.
  private var blockRows: Int { max(1, (1 << 20) / max(1, dimensions)) }

  /// Opens `path` (`NAME.npy`) and `NAME.tsv`.
  ///
  /// - Throws: ``FileError`` if one of the two is missing or damaged, if they have different
  ///   numbers of rows, if an id is empty or repeated, or if there are no rows.
  /// - Complexity: O(*n*) in the bytes of the table; the vectors are not read.
  public init(_ path: String) throws(FileError) {
    vectors = try VectorFile(path)
    guard vectors.isFloat else {
      throw FileError(.malformed, path, "holds integers", remedy: "give a file of float32 numbers")
    }
    table = try Table(contentsOf: tablePath(path))
    guard vectors.rows == table.count else {
      throw FileError(
        .malformed, path, "has \(vectors.rows) rows, but \(table.path) has \(table.count) records",
        remedy: "the two belong together; run the stage that writes them again")
    }
    try table.requireRecords()
    ids = try table.keys("id")
  }

  /// Checks that all numbers are finite.
  ///
  /// - Throws: ``FileError`` that names the first vector with a number that is not.
  /// - Complexity: O(*vectors* × *dimensions*)
  public func requireFinite(threads: Int) throws(FileError) {
    let bad = mapRows(threads: threads) { rows -> Int? in
      rows.first { !isFinite(vectors[row: $0]) }
    }
    guard let row = bad.compactMap({ $0 }).first else { return }
    let numbers = vectors[row: row]
    let place = numbers.indices.first { !numbers[$0].isFinite } ?? 0
    throw FileError(
      .malformed, vectors.path, "the vector of '\(ids[row])' holds \(numbers[place])",
      remedy: "vectors must be finite; make the file again")
  }

  /// Calls `body` with consecutive ranges of rows, several at a time, and returns its results in
  /// the order of the rows; the memory of the rows is given back behind it.
  func mapRows<Result: Sendable>(
    threads: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    parallelMap(count: count, chunk: blockRows, threads: threads) { rows in
      defer { vectors.release(rows: rows) }
      return body(rows)
    }
  }

  /// Writes something of each row to `file`, in the order of the rows, made by several threads.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails.
  func write(
    to file: inout OutputFile, threads: Int, progress: (Int) -> Void = { _ in },
    _ body: @Sendable (_ row: Int, _ bytes: inout [UInt8]) -> Void
  ) throws(FileError) {
    for start in stride(from: 0, to: count, by: blockRows) {
      let rows = start..<min(start + blockRows, count)
      try file.write(count: rows.count, threads: threads) { body(start + $0, &$1) }
      vectors.release(rows: rows)
      progress(rows.upperBound)
    }
  }
}

/// Whether all numbers are finite.
func isFinite(_ numbers: Span<Float>) -> Bool {
  // The exponent of infinities and NaNs has all its bits.
  var allFinite = true
  for index in numbers.indices {
    allFinite = allFinite && numbers[index].bitPattern & 0x7F80_0000 != 0x7F80_0000
  }
  return allFinite
}
