import Artifacts
import Embeddings
import LinearAlgebra

/// The tokens of documents, ordered by id: what is learned from them does not depend on the order of the
/// rows.
struct TokenTable: Sendable {
  let path: String
  /// The ids in bytewise order.
  let ids: [String]
  private let table: Table
  /// The row of each document.
  private let rows: [Int]
  private let tokens: Int

  /// Opens the table at `path`.
  ///
  /// - Throws: `FileError` if it is malformed or has no documents.
  init(_ path: String) throws(FileError) {
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    let ids = try table.keys("id")
    tokens = try table.index(of: "tokens")
    rows = ids.indices.sorted { precedesBytewise(ids[$0], ids[$1]) }
    self.ids = rows.map { ids[$0] }
    self.path = path
    self.table = table
  }

  /// The tokens of each document, as one text.
  var texts: TextSource {
    TextSource(count: ids.count) { index, bytes in
      table.appendText(rows[index], tokens, to: &bytes)
    }
  }

  /// The hash of each document's tokens.
  func hashes(threads: Int) -> [String] {
    parallelMap(count: ids.count, chunk: 2048, threads: threads) { range in
      range.map { shortTextDigest(table.string(rows[$0], tokens)) }
    }.flatMap { $0 }
  }

  /// The documents of each author.
  ///
  /// - Throws: `FileError` if a document has no author.
  func authors() throws(FileError) -> AuthorGroups {
    let column = try table.index(of: "author")
    return try AuthorGroups(
      requiringAuthors: rows.map { table.string($0, column) }, in: path)
  }
}
