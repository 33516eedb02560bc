// What the start of an element of an article begins.

extension ArticleReader {
  /// Reads the start tag that the tokenizer is at.
  mutating func start(_ bytes: Span<UInt8>) {
    let tag = tokenizer.tag
    close(to: open.depth(beforeStartOf: tag))
    if tag == .br { return appendBreak() }
    if tag == .other || tag.isRawText { return }
    if tag.isVoid { return facts.readVoid(bytes, tokenizer) }
    if tag == .a, open.count(.a) > 0 { end(.a) }
    guard open.elements.count < PageLimits.depth else { return isTooDeep = true }
    if boxes > 0 {
      if readsBoxes, tag == .a { startAnchor(bytes, [], isOwn: false) }
      return open.push(tag, ElementNote())
    }
    if tag == .html { facts.readPage(bytes, tokenizer) }
    let marks = ArticleMarks(bytes, tokenizer.attributes)
    facts.marks.formUnion(marks.intersection([.redirect, .missing, .disambiguation]))
    var note = ElementNote()
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
    _ marks: ArticleMarks, _ tag: HTMLTag, _ bytes: Span<UInt8>, _ note: inout ElementNote
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
    _ tag: HTMLTag, _ marks: ArticleMarks, _ bytes: Span<UInt8>, _ note: inout ElementNote
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
    _ tag: HTMLTag, _ marks: ArticleMarks, _ bytes: Span<UInt8>, _ note: inout ElementNote
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

  private mutating func startInInfobox(_ tag: HTMLTag, _ note: inout ElementNote) {
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

  private mutating func capture(_ role: ElementNote.Roles, _ note: inout ElementNote) {
    note.roles.insert(role)
    captured = CollapsedText()
  }
}
