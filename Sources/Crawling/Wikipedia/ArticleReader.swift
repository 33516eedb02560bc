/// Reads the page of an article in one pass over its bytes, without a tree.
///
/// Each element that is open carries what is to be done when it ends; everything else is counters:
/// in how many boxes, infoboxes, blocks and cells the place is.
struct ArticleReader {
  /// What the page tells outside of the article.
  private(set) var facts = PageFacts()
  /// The text of the article.
  private(set) var text = ArticleText()
  /// Its anchors.
  private(set) var links = ArticleLinks()
  /// Its infobox.
  private(set) var infobox = Infobox()
  /// What holds the article, if anything did.
  private(set) var content = Content.none
  /// Whether elements nest deeper than ``PageLimits/depth``; the page is read no further.
  private(set) var isTooDeep = false

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
  private var tokenizer = HTMLTokenizer()
  private var open = OpenElements<Note>()
  private var isInContent = false
  private var boxes = 0
  private var infoboxes = 0
  private var labelCells = 0
  private var valueCells = 0
  private var categoryLists = 0
  private var captured: CollapsedText?
  private var resolved: [UInt8] = []

  /// What is to be done when an element ends.
  private struct Note {
    var roles: Roles = []
    /// The blocks around a table, or which kind of content an element is.
    var number: Int32 = 0
  }

  private struct Roles: OptionSet {
    let rawValue: UInt16
    static let content = Roles(rawValue: 1)
    static let box = Roles(rawValue: 2)
    static let infobox = Roles(rawValue: 4)
    static let infoboxPart = Roles(rawValue: 8)
    static let labelCell = Roles(rawValue: 16)
    static let valueCell = Roles(rawValue: 32)
    static let table = Roles(rawValue: 64)
    static let block = Roles(rawValue: 128)
    static let anchor = Roles(rawValue: 256)
    static let categories = Roles(rawValue: 512)
    static let heading = Roles(rawValue: 1024)
    static let category = Roles(rawValue: 2048)
    static let lastEdited = Roles(rawValue: 4096)
    static let captured: Roles = [.heading, .category, .lastEdited]
  }

  /// Reads a page of clean UTF-8.
  ///
  /// - Parameter readsBoxes: Whether the anchors within navigation boxes and notes are read too.
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

// Texts.
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

  private mutating func appendBreak() {
    captured?.appendBlank()
    guard isInContent, boxes == 0 else { return }
    links.appendBreak()
    if infoboxes > 0 { infobox.cut() } else { text.appendBreak() }
  }
}

// Start tags.
extension ArticleReader {
  private mutating func start(_ bytes: Span<UInt8>) {
    let tag = tokenizer.tag
    close(to: open.depth(beforeStartOf: tag))
    if tag == .br { return appendBreak() }
    if tag == .other || tag.isRawText { return }
    if tag.isVoid { return facts.readVoid(bytes, tokenizer) }
    if tag == .a, open.count(.a) > 0 { end(.a) }
    guard open.elements.count < PageLimits.depth else { return isTooDeep = true }
    if boxes > 0 {
      if readsBoxes, tag == .a { startAnchor(bytes, [], isOwn: false) }
      return open.push(tag, Note())
    }
    if tag == .html { facts.readPage(bytes, tokenizer) }
    let marks = ArticleMarks(bytes, tokenizer.attributes)
    facts.marks.formUnion(marks.intersection([.redirect, .missing, .disambiguation]))
    var note = Note()
    if !startContent(marks, tag, bytes, &note) {
      if isInContent {
        startInContent(tag, marks, bytes, &note)
      } else {
        startOutside(tag, marks, bytes, &note)
      }
    }
    open.push(tag, note)
  }

  /// Begins the article if an element holds it better than what held it so far.
  private mutating func startContent(
    _ marks: ArticleMarks, _ tag: HTMLTag, _ bytes: Span<UInt8>, _ note: inout Note
  ) -> Bool {
    var found = Content.none
    if marks.contains(.contentText) {
      found = .skin
    } else if marks.contains(.parsoidBody), tag == .body {
      found = .parsoid
    } else if marks.contains(.parserOutput) {
      found = content == .skin && isInContent ? .skinAndParser : .fragment
    }
    guard found.rawValue > content.rawValue else { return false }
    (content, isInContent) = (found, true)
    (text, links, infobox) = (ArticleText(), ArticleLinks(), Infobox())
    (infoboxes, labelCells, valueCells) = (0, 0, 0)
    note.roles.insert(.content)
    note.number = found.rawValue
    if facts.language.isEmpty, let language = tokenizer.value("lang", bytes) {
      facts.language = String(language.prefix { $0 != "-" })
    }
    return true
  }

  private mutating func startOutside(
    _ tag: HTMLTag, _ marks: ArticleMarks, _ bytes: Span<UInt8>, _ note: inout Note
  ) {
    if tag == .noscript || tag == .template {
      note.roles.insert(.box)
      boxes += 1
    } else if marks.contains(.heading), facts.heading.isEmpty {
      capture(.heading, &note)
    } else if marks.contains(.categories) {
      note.roles.insert(.categories)
      categoryLists += 1
    } else if marks.contains(.lastEdited) {
      capture(.lastEdited, &note)
    } else if tag == .a {
      if categoryLists > 0, open.count(.li) > 0 { capture(.category, &note) }
      if marks.contains(.languageLink), let address = tokenizer.value("href", bytes) {
        facts.addLanguage(address)
      }
    }
  }

  private mutating func startInContent(
    _ tag: HTMLTag, _ marks: ArticleMarks, _ bytes: Span<UInt8>, _ note: inout Note
  ) {
    if marks.contains(.dropped) || tag == .noscript || tag == .template || tag == .annotation {
      note.roles.insert(.box)
      boxes += 1
      if readsBoxes, tag == .a { startAnchor(bytes, marks, isOwn: false) }
      return
    }
    if tag == .a {
      note.roles.insert(.anchor)
      let isOwn = infoboxes == 0 || valueCells > 0
      if isOwn || readsBoxes { startAnchor(bytes, marks, isOwn: isOwn) }
    }
    if marks.contains(.infobox) {
      note.roles.insert(.infobox)
      infoboxes += 1
      if tag == .table {
        infobox.startBox(isBook: marks.contains(.bookInfobox), level: open.count(.table) + 1)
      }
    } else if infoboxes > 0 {
      startInInfobox(tag, &note)
    } else if tag == .table {
      text.endLine()
      note.roles.insert(.table)
      note.number = Int32(text.openBlocks)
      text.openBlocks = 0
    } else if ArticleText.blocks.contains(tag) {
      note.roles.insert(.block)
      text.startBlock()
    }
  }

  private mutating func startInInfobox(_ tag: HTMLTag, _ note: inout Note) {
    note.roles.insert(.infoboxPart)
    infobox.start(tag, tables: open.count(.table))
    // Labels are the template's, and so are their links.
    if tag == .th, valueCells == 0 {
      note.roles.insert(.labelCell)
      labelCells += 1
    } else if tag == .td, labelCells == 0 {
      note.roles.insert(.valueCell)
      valueCells += 1
    }
  }

  private mutating func startAnchor(_ bytes: Span<UInt8>, _ marks: ArticleMarks, isOwn: Bool) {
    guard let address = tokenizer.valueRange("href", bytes) else { return }
    links.start(address, marks, isOwn: isOwn)
    if !isOwn { links.end() }
  }

  private mutating func capture(_ role: Roles, _ note: inout Note) {
    note.roles.insert(role)
    captured = CollapsedText()
  }
}

// Ends of elements.
extension ArticleReader {
  private mutating func end() {
    if tokenizer.tag != .other { end(tokenizer.tag) }
  }

  private mutating func end(_ tag: HTMLTag) {
    let (depth, removed) = open.end(tag)
    if let depth { close(to: depth) }
    if let removed { finish(removed) }
  }

  private mutating func close(to depth: Int) {
    while open.elements.count > depth { finish(open.pop()) }
  }

  private mutating func finish(_ element: OpenElements<Note>.Element) {
    let roles = element.note.roles
    if roles.isEmpty { return }
    if roles.contains(.block) { text.endBlock(element.tag) }
    if roles.contains(.anchor) { links.end() }
    if roles.contains(.table) { text.openBlocks = Int(element.note.number) }
    if roles.contains(.box) { boxes -= 1 }
    if roles.contains(.infoboxPart) { finishInfoboxPart(element) }
    if roles.contains(.infobox) {
      infoboxes = max(infoboxes - 1, 0)
      if element.tag == .table { infobox.endBox(level: open.count(.table) + 1) }
    }
    if roles.contains(.content), element.note.number == content.rawValue { isInContent = false }
    if roles.contains(.categories) { categoryLists -= 1 }
    if !roles.isDisjoint(with: .captured) { finishCaptured(roles) }
  }

  private mutating func finishInfoboxPart(_ element: OpenElements<Note>.Element) {
    infobox.end(element.tag, tables: open.count(.table))
    if element.note.roles.contains(.labelCell) { labelCells = max(labelCells - 1, 0) }
    if element.note.roles.contains(.valueCell) { valueCells = max(valueCells - 1, 0) }
  }

  private mutating func finishCaptured(_ roles: Roles) {
    let words = captured?.text ?? ""
    captured = nil
    if roles.contains(.heading) { facts.heading = words }
    if roles.contains(.category) { facts.addCategory(named: words) }
    if roles.contains(.lastEdited) { facts.lastEdited = words }
  }
}
