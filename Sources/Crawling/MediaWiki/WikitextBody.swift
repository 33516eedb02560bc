/// The text of an article, a line a paragraph, heading or item of a list.
///
/// It ends where the notes begin, and tables are left out, as in pages.
struct WikitextBody {
  /// The blocks of text that are not empty.
  private(set) var blocks: [String] = []

  private var paragraph: [String] = []
  private var openTables = 0
  private var isInNotes = false

  init(_ wikitext: Wikitext, site: DumpSite) {
    let text = WikitextRenderer(wikitext, site: site).text(wikitext.nodes)
    let mark = WikitextRenderer.breakMark
    for line in text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0.isNewline || $0 == mark })
    {
      read(trimmed(line))
    }
    endParagraph()
  }

  private mutating func read(_ line: String) {
    let unindented = line.drop { $0 == ":" || $0 == " " }
    if unindented.hasPrefix("{|") { return openTable() }
    if openTables > 0 {
      if unindented.hasPrefix("|}") { openTables -= 1 }
      return
    }
    if line.isEmpty || line.hasPrefix("----") { return endParagraph() }
    if let heading = heading(line) { return add(heading: heading.title, level: heading.level) }
    guard let first = line.first, "*#:;".contains(first) else { return paragraph.append(line) }
    endParagraph()
    paragraph = [String(line.drop { "*#:; ".contains($0) })]
    endParagraph()
  }

  private mutating func openTable() {
    endParagraph()
    openTables += 1
  }

  /// `== Plot ==`
  private func heading(_ line: String) -> (title: String, level: Int)? {
    let level = min(line.prefix { $0 == "=" }.count, line.reversed().prefix { $0 == "=" }.count, 6)
    guard level > 0, line.count > 2 * level else { return nil }
    let title = collapsed(line.dropFirst(level).dropLast(level))
    return title.isEmpty ? nil : (title, level)
  }

  private mutating func add(heading: String, level: Int) {
    endParagraph()
    if level <= 2 { isInNotes = noteSections.contains(heading.lowercased()) }
    paragraph = [heading]
    endParagraph()
  }

  private mutating func endParagraph() {
    var words = paragraph.joined(separator: " ")
    // Looked for first: the search for a pattern is slow, and hardly a paragraph has one.
    if words.contains("__") { words = words.replacing(/__[A-Z]{3,20}__/, with: "") }
    let text = collapsed(words)
    paragraph = []
    if !text.isEmpty, !isInNotes { blocks.append(text) }
  }
}
