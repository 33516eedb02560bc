import Artifacts

/// A tab-separated table of contents or goods, one a line, as interactions name them.
///
/// The columns `item` and `title` must be there; `text`, `author`, `url` and `published` may be. Every
/// other column is a fact about the item: a field of the column's name, several of them where the
/// values are separated by `|`, as tags are.
struct ItemsTable {
  private(set) var documents: [CrawledDocument] = []
  private(set) var rejects: [Reject] = []

  /// Whether the first line of a file names the columns of such a table; with users it is one of
  /// interactions.
  static func isRecognised(_ columns: [String]) -> Bool {
    columns.contains("item") && columns.contains("title") && !columns.contains("user")
  }

  /// Reads the table.
  ///
  /// - Throws: ``FileError`` with the line of a malformed record.
  init(_ file: InputFile, _ contents: InputContents) throws(FileError) {
    var reader = try TableReader(file, contents)
    let columns = reader.columns
    while let record = try reader.next() {
      let document = Self.document(record, columns)
      guard !document.id.isEmpty else {
        let detail = "the column item is empty; give the item the name that the interactions have"
        rejects.append(Reject("\(file.name):\(record.line)", "empty-item", detail))
        continue
      }
      documents.append(document)
    }
    if documents.isEmpty, rejects.isEmpty { rejects = [emptyTable(file)] }
  }

  private static func document(_ record: TableRecord, _ columns: [String]) -> CrawledDocument {
    var document = CrawledDocument(id: "", page: "")
    for (index, column) in columns.enumerated() {
      let value = withoutControls(record.string(index))
      switch column {
      case "item": document.id = collapsed(value)
      case "title": document.title = value
      case "text": document.text = value
      case "author": document.author = value
      case "url": document.url = value
      case "published": document.published = value
      default:
        let values = value.split(separator: "|").map { collapsed(String($0)) }
        document.fields += values.filter { !$0.isEmpty }.map { .init(column, $0) }
      }
    }
    return document
  }
}
