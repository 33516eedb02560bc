/// The anchors of an article as they stand in its page: which wiki it is of is known only at its end.
struct ArticleLinks {
  /// An anchor.
  struct Anchor {
    /// Where its address stands in the page.
    var address: Range<Int>
    /// What its classes say.
    var marks: ArticleMarks
    /// Where its words stand in ``words``.
    var words: Range<Int>
    /// Whether the article makes the link, and not a box in it.
    var isOwn: Bool
  }

  /// The anchors in the order of the page.
  private(set) var anchors: [Anchor] = []
  /// The words of all anchors.
  private(set) var words: [UInt8] = []

  private var open: Anchor?
  private var text = CollapsedText()

  /// Whether an anchor is open, whose words ``append(_:_:)`` takes.
  var isOpen: Bool { open != nil }

  /// Begins an anchor.
  mutating func start(_ address: Range<Int>, _ marks: ArticleMarks, isOwn: Bool) {
    text.clear()
    open = Anchor(address: address, marks: marks, words: 0..<0, isOwn: isOwn)
  }

  /// Appends a piece of the words of the anchor that is open.
  mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
    if open != nil { text.append(source, range) }
  }

  /// Notes a line break within the words.
  mutating func appendBreak() { text.appendBlank() }

  /// Ends the anchor that is open.
  mutating func end() {
    guard var anchor = open else { return }
    open = nil
    anchor.words = words.count..<words.count + text.bytes.count
    words += text.bytes
    anchors.append(anchor)
  }

  /// The links of an article, each target once: those to articles and those out of the wiki.
  func resolved(_ page: Span<UInt8>, in wiki: Wiki, of ownTitle: String) -> [CrawledDocument.Link] {
    var seen = [CrawledDocument.Link.Kind: Set<String>]()
    var links: [CrawledDocument.Link] = []
    for anchor in anchors where anchor.isOwn {
      guard let (kind, target) = target(anchor, page, wiki), kind != .wiki || target != ownTitle,
        seen[kind, default: []].insert(target).inserted
      else { continue }
      links.append(.init(kind, target, anchor: words.span.text(anchor.words)))
    }
    return links
  }

  /// The titles of the articles that all anchors lead to, those of boxes and notes too.
  func titles(_ page: Span<UInt8>, in wiki: Wiki) -> Set<String> {
    Set(
      anchors.compactMap { anchor in
        withAddress(anchor.address, page) { wiki.articleTitle($0, $1) }
      })
  }

  private func target(
    _ anchor: Anchor, _ page: Span<UInt8>, _ wiki: Wiki
  ) -> (CrawledDocument.Link.Kind, String)? {
    if !anchor.marks.isDisjoint(with: [.redLink, .interwikiLink]) { return nil }
    return withAddress(anchor.address, page) { bytes, range in
      if let title = wiki.articleTitle(bytes, range) { return (.wiki, title) }
      guard anchor.marks.contains(.externalLink) else { return nil }
      if bytes.has("//", at: range.lowerBound) {
        return (.external, "https:" + webText(bytes, range))
      }
      let isWeb =
        bytes.has("https://", at: range.lowerBound) || bytes.has("http://", at: range.lowerBound)
      return isWeb ? (.external, webText(bytes, range)) : nil
    }
  }
}

/// An address out of the wiki, without the control characters that browsers drop.
private func webText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
  let text = bytes.text(range)
  guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
  return withoutControls(text).filter { !$0.isNewline && $0 != "\t" }
}

/// Calls `body` with an address of a page, its character references resolved.
func withAddress<Result>(
  _ address: Range<Int>, _ page: Span<UInt8>, _ body: (Span<UInt8>, Range<Int>) -> Result
) -> Result {
  if page.firstIndex(of: UInt8(ascii: "&"), in: address) == address.upperBound {
    return body(page, address)
  }
  var bytes: [UInt8] = []
  appendResolved(page, address, isAttribute: true, to: &bytes)
  return body(bytes.span, 0..<bytes.count)
}
