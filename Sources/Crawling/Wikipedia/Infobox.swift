/// The facts that an infobox gives, one for each value of a row.
///
/// A row is a label and a value. Values are separated by line breaks, lists, paragraphs or divisions.
enum Infobox {
  private static let boxes = ".//table[\(hasClass("infobox"))]"

  /// The fields of the first infobox in `content`, that of the book where there is one.
  static func fields(_ content: HTMLNode) -> [CrawledDocument.Field] {
    let boxes = content.nodes(boxes)
    guard let box = boxes.first(where: { $0.hasClass("ib-book") }) ?? boxes.first else { return [] }
    let rows = box.nodes(".//tr[count(th) = 1 and count(td) = 1]")
    return rows.filter { table(of: $0) == box }.flatMap(fields(ofRow:))
  }

  /// The table that a row is of: infoboxes hold tables in their cells.
  private static func table(of row: HTMLNode) -> HTMLNode? {
    var node = row.parent
    while let parent = node, parent.name != "table" { node = parent.parent }
    return node
  }

  private static func fields(ofRow row: HTMLNode) -> [CrawledDocument.Field] {
    guard let label = row.first("./th"), let value = row.first("./td") else { return [] }
    let name = values(label).joined(separator: " ")
    guard !name.isEmpty else { return [] }
    return values(value).map { .init(names[name.lowercased()] ?? name, $0) }
  }

  /// The shown text of a cell, cut where a browser begins a line.
  private static func values(_ cell: HTMLNode) -> [String] {
    var text = ""
    append(cell, to: &text)
    return text.split(separator: "\n").map { collapsed($0) }.filter { !$0.isEmpty }
  }

  private static func append(_ node: HTMLNode, to text: inout String) {
    if let content = node.content {
      // A line break in the source is only a blank.
      return text += content.replacing("\n", with: " ")
    }
    guard node.isElement, !DroppedMarkup.contains(node) else { return }
    if node.name == "br" { return text += "\n" }
    let isBlock = ["li", "p", "div", "tr"].contains(node.name)
    if isBlock { text += "\n" }
    for child in node.children { append(child, to: &text) }
    if isBlock { text += "\n" }
  }

  /// The names of fields for the labels of English infoboxes in lower case; other labels stay.
  private static let names: [String: String] = [
    "author": "author", "authors": "author", "author(s)": "author", "genre": "genre",
    "genres": "genre", "country": "country", "language": "language", "languages": "language",
    "original language": "language", "publisher": "publisher", "publishers": "publisher",
    "publication date": "published", "published": "published", "pages": "pages", "isbn": "isbn",
    "oclc": "oclc", "series": "series", "subject": "subject", "subjects": "subject",
    "translator": "translator", "translators": "translator", "illustrator": "illustrator",
    "cover artist": "cover artist", "media type": "media type", "preceded by": "preceded by",
    "followed by": "followed by", "set in": "set in", "awards": "awards", "award": "awards",
  ]
}
