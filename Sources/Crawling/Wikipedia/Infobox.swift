/// The facts that an infobox gives, one for each value of a row.
///
/// A row is a label and a value, one `th` and one `td`. Values are cut where a browser begins a line:
/// at line breaks, items of lists, paragraphs and divisions. Of several infoboxes that of the book
/// counts, or else the first; rows of tables within a cell are text of the cell.
struct Infobox {
  /// The fields of the best infobox so far.
  private(set) var fields: [CrawledDocument.Field] = []

  private var isChosen = false
  private var hasBook = false
  /// How many tables are open at the rows of the box that is being read; 0 if none is.
  private var level = 0
  private var isBook = false
  private var boxFields: [CrawledDocument.Field] = []
  private var row = Row()

  /// A row that is being read.
  private struct Row {
    var labels = 0
    var values = 0
    var cell = Cell.none
    var label = Lines()
    var value = Lines()
  }

  private enum Cell { case none, label, value }

  /// Begins a table that is an infobox, as the table number `level` within each other.
  mutating func startBox(isBook: Bool, level: Int) {
    guard self.level == 0 else { return }
    self.level = level
    self.isBook = isBook
    boxFields = []
    row = Row()
  }

  /// Begins an element of an infobox, `tables` being open.
  mutating func start(_ tag: HTMLTag, tables: Int) {
    guard level > 0 else { return }
    if tables == level {
      switch tag {
      case .tr: return row = Row()
      case .th:
        row.labels += 1
        return row.cell = row.labels == 1 ? .label : .none
      case .td:
        row.values += 1
        return row.cell = row.values == 1 ? .value : .none
      default: break
      }
    }
    if Self.lines.contains(tag) { cut() }
  }

  /// Ends an element of an infobox.
  mutating func end(_ tag: HTMLTag, tables: Int) {
    guard level > 0 else { return }
    if tables == level {
      switch tag {
      case .tr: return endRow()
      case .th, .td: return row.cell = .none
      default: break
      }
    }
    if Self.lines.contains(tag) { cut() }
  }

  /// Ends the table number `level`.
  mutating func endBox(level: Int) {
    guard level == self.level else { return }
    self.level = 0
    guard !isChosen || (isBook && !hasBook) else { return }
    (isChosen, hasBook, fields) = (true, isBook, boxFields)
  }

  /// Appends a piece of a cell.
  mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
    switch row.cell {
    case .none: return
    case .label: row.label.line.append(source, range)
    case .value: row.value.line.append(source, range)
    }
  }

  /// Ends the line of a cell.
  mutating func cut() {
    row.label.cut()
    row.value.cut()
  }

  private static let lines: HTMLTag.Group = [.li, .p, .div, .tr]

  private mutating func endRow() {
    cut()
    defer { row = Row() }
    let label = row.label.values.joined(separator: " ")
    guard row.labels == 1, row.values == 1, !label.isEmpty else { return }
    let name = Self.names[label.lowercased()] ?? label
    boxFields += FieldValues.values(of: name, lines: row.value.values).map { .init(name, $0) }
  }

  /// The lines of a cell.
  private struct Lines {
    var values: [String] = []
    var line = CollapsedText()

    mutating func cut() {
      if !line.isEmpty { values.append(line.text) }
      line.clear()
    }
  }

  /// The names of fields for the labels of English infoboxes in lower case; other labels stay.
  private static let names: [String: String] = [
    "author": "author", "authors": "author", "author(s)": "author", "genre": "genre",
    "genres": "genre", "country": "country", "language": "language", "languages": "language",
    "original language": "language", "publisher": "publisher", "publishers": "publisher",
    "publication date": "published", "published": "published", "pages": "pages", "isbn": "isbn",
    "oclc": "oclc", "series": "series", "subject": "subject", "subjects": "subject",
    "translator": "translator", "translators": "translator", "illustrator": "illustrator",
    "illustrators": "illustrator", "editor": "editor", "editors": "editor",
    "countries": "country", "original title": "original title", "dewey decimal": "dewey decimal",
    "lc class": "lc class",
    "cover artist": "cover artist", "media type": "media type", "preceded by": "preceded by",
    "followed by": "followed by", "set in": "set in", "awards": "awards", "award": "awards",
  ]
}
