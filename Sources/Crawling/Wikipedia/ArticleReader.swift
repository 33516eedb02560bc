/// Reads the page of an article in one pass over its bytes, without a tree.
///
/// Each element that is open carries what is to be done when it ends; everything else is counters:
/// in how many boxes, infoboxes, blocks and cells the place is.
struct ArticleReader {
  /// What the page tells outside of the article.
  var facts = PageFacts()
  /// The text of the article.
  var text = ArticleText()
  /// Its anchors.
  var links = ArticleLinks()
  /// Its infobox.
  var infobox = Infobox()
  /// What holds the article, if anything did.
  var content = Content.none
  /// Whether elements nest deeper than ``PageLimits/depth``; the page is read no further.
  var isTooDeep = false

  /// What holds the article; the later of two counts.
  enum Content: Int32 {
    case none
    /// The output of the parser alone, or a page of Parsoid.
    case fragment, parsoid
    /// A page with a skin, until 2017 without, since then with an element of the parser's own.
    case skin, skinAndParser
  }

  /// Whether the anchors within navigation boxes and notes are read too.
  let readsBoxes: Bool
  /// The tag or text that is being read.
  var tokenizer = HTMLTokenizer()
  /// The elements that are open, each with what its end does.
  var open = OpenElements<ElementNote>()
  /// Whether the place is within the article.
  var isInContent = false
  /// In how many elements that are not the article's own the place is.
  var boxes = 0
  /// In how many infoboxes.
  var infoboxes = 0
  /// In how many cells of labels.
  var labelCells = 0
  /// In how many cells of values.
  var valueCells = 0
  /// In how many lists of categories.
  var categoryLists = 0
  /// The text of the heading, category or last change that is being read.
  var captured: CollapsedText?

  private var resolved: [UInt8] = []

  /// Reads a page of clean UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: The page.
  ///   - readsBoxes: Whether the anchors within navigation boxes and notes are read too.
  /// - Complexity: O(*n*) in the bytes, whatever the page.
  init(_ bytes: Span<UInt8>, readsBoxes: Bool = false) {
    self.readsBoxes = readsBoxes
    while !isTooDeep, let token = tokenizer.next(bytes) {
      switch token {
      case .text: append(bytes, tokenizer.range)
      case .startTag: start(bytes)
      case .endTag: end()
      case .comment: if !isInContent { facts.readComment(bytes, tokenizer.range) }
      case .rawText: readRawText(bytes)
      }
    }
    close(to: 0)
  }

  private mutating func readRawText(_ bytes: Span<UInt8>) {
    switch tokenizer.tag {
    case .script: facts.readScript(bytes, tokenizer.range)
    case .title where facts.title.isEmpty:
      var title = CollapsedText()
      resolved.removeAll(keepingCapacity: true)
      appendResolved(bytes, tokenizer.range, to: &resolved)
      title.append(resolved.span, 0..<resolved.count)
      facts.title = title.text
    default: return
    }
  }
}

extension ArticleReader {
  private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard captured != nil || (isInContent && boxes == 0) else { return }
    if bytes.firstIndex(of: UInt8(ascii: "&"), in: range) == range.upperBound {
      return appendResolvedText(bytes, range)
    }
    var text: [UInt8] = []
    swap(&text, &resolved)
    text.removeAll(keepingCapacity: true)
    appendResolved(bytes, range, to: &text)
    appendResolvedText(text.span, 0..<text.count)
    swap(&text, &resolved)
  }

  private mutating func appendResolvedText(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    captured?.append(bytes, range)
    guard isInContent, boxes == 0 else { return }
    links.append(bytes, range)
    if infoboxes > 0 {
      infobox.append(bytes, range)
    } else {
      text.append(bytes, range)
    }
  }

  mutating func appendBreak() {
    captured?.appendBlank()
    guard isInContent, boxes == 0 else { return }
    links.appendBreak()
    if infoboxes > 0 { infobox.cut() } else { text.appendBreak() }
  }
}
