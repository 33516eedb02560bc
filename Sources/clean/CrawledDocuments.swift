import Artifacts
import Cleaning

/// The documents of the crawl.
struct CrawledDocuments: Sendable {
  /// The id of each document, all different.
  let ids: [String]
  /// The path of the table.
  var path: String { table.path }

  private let table: Table
  private let authorColumn: Int
  private let titleColumn: Int
  private let textColumn: Int

  /// Opens the table at `path`, by several threads.
  ///
  /// - Throws: `FileError` if it is malformed or has no records.
  init(_ path: String, threads: Int) throws(FileError) {
    table = try Table(contentsOf: path, threads: threads)
    try table.requireRecords()
    ids = try table.keys("id", threads: threads)
    authorColumn = try table.index(of: "author")
    titleColumn = try table.index(of: "title")
    textColumn = try table.index(of: "text")
  }

  /// Who wrote the document at `row`.
  func author(_ row: Int) -> String { table.string(row, authorColumn) }

  /// The bytes of the text at `row`.
  func size(_ row: Int) -> Int { table.withBytes(row, textColumn) { $0.count } }

  /// The document at `row`.
  @Sendable func document(_ row: Int) -> SourceDocument {
    SourceDocument(
      author: author(row), title: table.string(row, titleColumn),
      text: table.string(row, textColumn))
  }
}
