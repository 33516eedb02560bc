import Artifacts
import Cleaning
import StageSupport

/// `clean -`: a table of documents from standard input to standard output, row by row.
struct RowFilter {
  let cleaner: RowCleaner
  let log: Log
  /// The number of rows that are in memory at a time.
  private static let rowsAtOnce = 1 << 14

  /// Cleans all rows; those that are left out are told of in the summary alone.
  ///
  /// - Throws: `FileError` if the input is malformed or the output cannot be written.
  func run() throws {
    var reader = try TableReader(path: "-")
    let columns = try Columns(reader)
    var output = try TableWriter(path: "-", columns: Schema.documents)
    var rows: [TableRecord] = []
    var (input, left) = (0, 0)
    while true {
      let record = try reader.next()
      if let record { rows.append(record) }
      guard record == nil || rows.count == Self.rowsAtOnce else { continue }
      input += rows.count
      left += try write(rows, columns, to: &output)
      rows.removeAll(keepingCapacity: true)
      if record == nil { break }
    }
    try output.commit()
    log.info("\(input) documents → \(input - left) clean ones, \(left) left out")
  }

  /// Writes what is kept of some rows, and returns how many are not.
  private func write(
    _ rows: [TableRecord], _ columns: Columns, to output: inout TableWriter
  ) throws -> Int {
    var left = 0
    for (row, (document, rejection)) in zip(rows, cleaner.clean(rows.map(columns.document))) {
      guard rejection == nil else {
        left += 1
        continue
      }
      try output.append([
        row.string(columns.id), columns.author(row), document.title, document.language.rawValue,
        document.text, document.tokens,
      ])
    }
    return left
  }

  /// Where the fields stand; author and title may be missing.
  private struct Columns {
    let id: Int
    private let author: Int?
    private let title: Int?
    private let text: Int

    init(_ reader: borrowing TableReader) throws(FileError) {
      id = try reader.index(of: "id")
      text = try reader.index(of: "text")
      author = reader.columns.firstIndex(of: "author")
      title = reader.columns.firstIndex(of: "title")
    }

    func author(_ row: TableRecord) -> String { author.map { row.string($0) } ?? "" }

    func document(_ row: TableRecord) -> SourceDocument {
      SourceDocument(
        author: author(row), title: title.map { row.string($0) } ?? "", text: row.string(text))
    }
  }
}
