// What the end of an element of an article ends.

extension ArticleReader {
  /// Reads the end tag that the tokenizer is at.
  mutating func end() {
    if tokenizer.tag != .other { end(tokenizer.tag) }
  }

  /// Ends the innermost open element of a kind, if its end is not out of place.
  mutating func end(_ tag: HTMLTag) {
    let (depth, removed) = open.end(tag)
    if let depth { close(to: depth) }
    if let removed { finish(removed) }
  }

  /// Ends elements until `depth` are open.
  mutating func close(to depth: Int) {
    while open.elements.count > depth { finish(open.pop()) }
  }

  private mutating func finish(_ element: OpenElements<ElementNote>.Element) {
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

  private mutating func finishInfoboxPart(_ element: OpenElements<ElementNote>.Element) {
    infobox.end(element.tag, tables: open.count(.table))
    if element.note.roles.contains(.labelCell) { labelCells = max(labelCells - 1, 0) }
    if element.note.roles.contains(.valueCell) { valueCells = max(valueCells - 1, 0) }
  }

  private mutating func finishCaptured(_ roles: ElementNote.Roles) {
    let words = captured?.text ?? ""
    captured = nil
    if roles.contains(.heading) { facts.heading = words }
    if roles.contains(.category) { facts.addCategory(named: words) }
    if roles.contains(.lastEdited) { facts.lastEdited = words }
  }
}
