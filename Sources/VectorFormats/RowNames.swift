import Artifacts
import Foundation

/// The records of vectors in a format that has no names: those of the table beside the file, or the
/// numbers of the rows.
///
/// Numbers count from 0 and have leading zeros, so that their order is that of the rows.
struct RowNames {
  /// The columns of the records, the first one `id`.
  let columns: [String]
  private let table: Table?
  private let digits: Int

  /// Opens the table at `given`, or else `PATH.tsv` if there is one.
  ///
  /// - Throws: ``FileError`` if the table is malformed, or has not `count` records.
  init(_ given: String?, beside path: String, count: Int) throws(FileError) {
    digits = String(max(0, count - 1)).count
    let beside = FileManager.default.fileExists(atPath: path + ".tsv") ? path + ".tsv" : nil
    guard let tablePath = given ?? beside else {
      table = nil
      columns = ["id"]
      return
    }
    let table = try Table(contentsOf: tablePath)
    guard table.count == count else {
      throw FileError(
        .malformed, tablePath, "has \(table.count) records, but \(path) has \(count) vectors",
        remedy: "the two belong together; give the right table with --ids")
    }
    guard table.columns.first == "id" else {
      throw FileError(
        .malformed, tablePath, line: 1, "its first column is '\(table.columns.first ?? "")'",
        remedy: "the first column must be 'id'")
    }
    self.table = table
    columns = table.columns
  }

  /// The record of a row.
  func record(_ row: Int) -> [String] {
    if let table { return columns.indices.map { table.string(row, $0) } }
    let number = String(row)
    return [String(repeating: "0", count: digits - number.count) + number]
  }
}
