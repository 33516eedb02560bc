/// The text of an article: paragraphs, headings, items of lists and captions, each a line.
///
/// It ends where the notes begin. Of a table only the paragraphs and lists within its cells are text.
struct ArticleText {
  /// The blocks that are not empty, with a line feed between two.
  private(set) var bytes: [UInt8] = []
  /// How many blocks are open: text outside of all is none.
  var openBlocks = 0

  private var inline = CollapsedText()
  private var isInNotes = false

  /// The elements that are blocks of text.
  static let blocks: HTMLTag.Group = [
    .p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .dd, .dt, .blockquote, .figcaption,
  ]

  /// Appends a piece of the block that is open.
  mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
    if openBlocks > 0 { inline.append(source, range) }
  }

  /// Notes a line break within a block.
  mutating func appendBreak() { inline.appendBlank() }

  /// Begins a block.
  mutating func startBlock() {
    endLine()
    openBlocks += 1
  }

  /// Ends a block; a heading of the second level may begin the notes or end them.
  mutating func endBlock(_ tag: HTMLTag) {
    if tag == .h2 { isInNotes = noteSections.contains(inline.text.lowercased()) }
    endLine()
    openBlocks = max(openBlocks - 1, 0)
  }

  /// Ends the line of a block that another one interrupts.
  mutating func endLine() {
    if !inline.isEmpty, !isInNotes {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
      bytes += inline.bytes
    }
    inline.clear()
  }
}
