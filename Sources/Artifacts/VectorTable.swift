import LinearAlgebra

/// Vectors and the table that says what they are: row *i* of `NAME.npy` belongs to record *i* of
/// `NAME.tsv` beside it.
public struct VectorTable: Sendable {
  /// The table; its first column is `id`.
  public let table: Table
  /// The ids, one a row.
  public let ids: [String]
  /// The vectors, of shape (ids, dimensions).
  public let vectors: Matrix

  /// Reads `path` (`NAME.npy`) and `NAME.tsv`.
  ///
  /// - Throws: ``FileError`` if one of the two is missing or damaged, if they have different numbers
  ///   of rows, if an id is repeated, or if there are no rows.
  public init(contentsOf path: String) throws(FileError) {
    let file = try VectorFile(path)
    (table, ids) = try Self.records(of: file)
    vectors = try file.matrix()
  }

  /// The table beside a file of vectors, and its ids.
  ///
  /// - Throws: ``FileError`` if it is missing or damaged, if it has another number of records than the
  ///   file has rows, if an id is repeated, or if there are no rows.
  public static func records(
    of file: VectorFile
  ) throws(FileError) -> (table: Table, ids: [String]) {
    let table = try Table(contentsOf: tablePath(file.path))
    guard file.rows == table.count else {
      throw FileError(
        .malformed, file.path,
        "has \(file.rows) rows, but \(table.path) has \(table.count) records",
        remedy: "the two belong together; run the stage that writes them again")
    }
    try table.requireRecords()
    return (table, try table.keys("id"))
  }

  /// Writes `vectors` to `path` (`NAME.npy`) and the records to `NAME.tsv`.
  ///
  /// - Precondition: There is a record for each row, its first field the id.
  /// - Throws: ``FileError`` if one of the two cannot be written.
  public static func write(
    _ vectors: Matrix, _ records: some Collection<[String]>, columns: [String], to path: String
  ) throws(FileError) {
    precondition(records.count == vectors.rows, "\(records.count) records, \(vectors.rows) rows")
    try writeTable(tablePath(path), columns: columns, records)
    try VectorFile.write(vectors, to: path)
  }

  private static func tablePath(_ path: String) -> String {
    (path.hasSuffix(".npy") ? String(path.dropLast(4)) : path) + ".tsv"
  }
}
