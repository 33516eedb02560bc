/// The elements that are open at a place of a page, with the implied end tags of HTML: the "stack of
/// open elements" of section 13.2.4.2 of the standard, as far as reading an article needs it.
///
/// Elements of the kind `other` are transparent: they are never on the stack. Each element carries a
/// note of its reader, which gets it back when the element ends. The reader owns the order of events:
/// it asks what a tag ends, and is told element by element.
struct OpenElements<Note> {
  /// An element that is open.
  struct Element {
    /// What it is.
    let tag: HTMLTag
    /// What its reader noted.
    var note: Note
  }

  /// The elements, the outermost first.
  private(set) var elements: [Element] = []
  private var counts = [Int32](repeating: 0, count: HTMLTag.allCases.count)

  /// The number of open elements of a kind.
  func count(_ tag: HTMLTag) -> Int { Int(counts[Int(tag.rawValue)]) }

  /// Opens an element.
  mutating func push(_ tag: HTMLTag, _ note: Note) {
    elements.append(Element(tag: tag, note: note))
    counts[Int(tag.rawValue)] += 1
  }

  /// Closes the innermost element.
  ///
  /// - Precondition: One is open.
  mutating func pop() -> Element { remove(elements.count - 1) }

  private mutating func remove(_ index: Int) -> Element {
    let element = elements.remove(at: index)
    counts[Int(element.tag.rawValue)] -= 1
    return element
  }

  /// The number of elements that stay open when a start tag of `tag` comes: it ends a paragraph
  /// before a block, an item before an item, a cell before a cell.
  func depth(beforeStartOf tag: HTMLTag) -> Int {
    guard let (ended, boundary) = Self.implied(tag) else { return elements.count }
    guard ended.contains(where: { count($0) > 0 }) else { return elements.count }
    var depth = elements.count
    for index in elements.indices.reversed() {
      let open = elements[index].tag
      if ended.contains(open) { depth = index }
      if boundary.contains(open) { break }
    }
    return depth
  }

  /// The number of elements that stay open when an end tag of `tag` comes, or the element alone that
  /// it ends, which is then removed; neither if it ends nothing.
  mutating func end(_ tag: HTMLTag) -> (depth: Int?, removed: Element?) {
    guard count(tag) > 0 else { return (nil, nil) }
    let isTable = HTMLTag.tableParts.contains(tag)
    for index in elements.indices.reversed() {
      let open = elements[index].tag
      if open == tag {
        let isCrossed = tag.isFormatting && elements[(index + 1)...].contains { $0.tag.isSpecial }
        return isCrossed ? (nil, remove(index)) : (index, nil)
      }
      if isTable ? open == .table : HTMLTag.cellBoundaries.contains(open) { break }
      if !tag.isSpecial, !tag.isFormatting, open.isSpecial { break }
    }
    return (nil, nil)
  }

  private static func implied(_ tag: HTMLTag) -> (ended: [HTMLTag], boundary: HTMLTag.Group)? {
    switch tag {
    case .li: ([.li, .p], HTMLTag.listBoundaries)
    case .dd, .dt: ([.dd, .dt, .p], HTMLTag.listBoundaries)
    case .td, .th: ([.td, .th, .caption], [.table, .tr])
    case .tr: ([.tr, .caption], [.table, .tbody, .thead, .tfoot])
    case .tbody, .thead, .tfoot: ([.tbody, .thead, .tfoot, .caption], [.table])
    default: tag.endsParagraph ? ([.p], HTMLTag.cellBoundaries) : nil
    }
  }
}

extension HTMLTag {
  static let tableParts: Group = [.table, .tbody, .thead, .tfoot, .tr, .td, .th, .caption]
  static let cellBoundaries: Group = [.table, .td, .th, .caption, .html, .template]
  static let listBoundaries: Group = [.ul, .ol, .dl, .table, .td, .th, .caption, .div, .section]

  /// Whether its start ends a paragraph.
  var endsParagraph: Bool {
    isSpecial && !Self.paragraphNeutral.contains(self) || self == .hr
  }

  private static let paragraphNeutral: Group = [
    .body, .caption, .head, .html, .tbody, .td, .tfoot, .th, .thead, .tr,
  ]
}
