import Artifacts
import Embeddings

/// A table of documents or products, as an encoder reads it: each row's title and text.
///
/// Rows without either are left out: they are in ``empty``.
struct TextTable: Sendable {
  let path: String
  /// The id of each text.
  let ids: [String]
  /// The ids of the rows without a text.
  let empty: [String]
  private let table: Table
  /// The row of each text.
  private let rows: [Int]
  private let titleColumn: Int
  private let textColumn: Int

  /// Opens the table at `path`, whose column `key` has the ids.
  ///
  /// - Throws: `FileError` if it is malformed or has no texts.
  init(_ path: String, key: String) throws(FileError) {
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    let ids = try table.keys(key)
    let (title, text) = (try table.index(of: "title"), try table.index(of: "text"))
    let rows = ids.indices.filter { row in
      [title, text].contains { column in table.withBytes(row, column) { !$0.isEmpty } }
    }
    guard !rows.isEmpty else {
      throw FileError(
        .empty, path, "has neither titles nor texts",
        remedy: "an encoder reads texts; use --method lsa for tokens or links")
    }
    self.path = path
    self.table = table
    self.rows = rows
    (titleColumn, textColumn) = (title, text)
    self.ids = rows.map { ids[$0] }
    let kept = Set(rows)
    empty = ids.indices.filter { !kept.contains($0) }.map { ids[$0] }
  }

  /// The title and the text of some of the rows, each on its line if both are there.
  func texts(_ numbers: Range<Int>) -> TextSource {
    TextSource(count: numbers.count) { index, bytes in
      let row = rows[numbers.lowerBound + index]
      table.appendText(row, titleColumn, to: &bytes)
      let title = bytes.count
      if title > 0 { bytes.append(UInt8(ascii: "\n")) }
      table.appendText(row, textColumn, to: &bytes)
      if title > 0, bytes.count == title + 1 { bytes.removeLast() }
    }
  }

  /// The fields of a column beside the texts.
  ///
  /// - Throws: `FileError` if there is no such column.
  func column(_ name: String) throws(FileError) -> [String] {
    let column = try table.index(of: name)
    return rows.map { table.string($0, column) }
  }
}
