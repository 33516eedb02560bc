/// The text and the links of an article, read in one walk through its content.
///
/// The text is that of paragraphs, headings, lists and captions, each a line. It ends where the notes
/// begin; links of See also and External links count all the same, since the article makes them.
struct ArticleBody {
  /// The blocks of text that are not empty.
  private(set) var blocks: [String] = []
  /// The links, each target once, in the order of the page.
  private(set) var links: [CrawledDocument.Link] = []

  private let wiki: Wiki
  private let ownTitle: String
  private var seen = Set<CrawledDocument.Link>()
  private var inline = ""
  private var openBlocks = 0
  private var isInNotes = false

  init(_ content: HTMLNode, wiki: Wiki, title: String) {
    self.wiki = wiki
    ownTitle = title
    for child in content.children { visit(child) }
    endBlock()
  }

  private static let blockNames: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "blockquote", "figcaption",
  ]

  /// The sections whose text is not the article's own, in the languages of the larger wikis.
  private static let notes: Set<String> = [
    "references", "notes", "footnotes", "citations", "sources", "bibliography", "external links",
    "see also", "further reading", "notes and references", "works cited",
    "einzelnachweise", "literatur", "weblinks", "siehe auch", "anmerkungen",
    "notes et références", "références", "bibliographie", "liens externes", "voir aussi", "annexes",
    "referencias", "bibliografía", "enlaces externos", "véase también",
    "примечания", "литература", "ссылки", "см. также",
    "note", "bibliografia", "collegamenti esterni", "altri progetti", "voci correlate",
  ]

  private mutating func visit(_ node: HTMLNode) {
    if let text = node.content {
      if openBlocks > 0 { inline += text }
      return
    }
    guard node.isElement, !DroppedMarkup.contains(node) else { return }
    if DroppedMarkup.isInfobox(node) { return visitInfobox(node) }
    let name = node.name
    switch name {
    case "a": record(node)
    case "br": inline += " "
    case "table": return visitTable(node)
    default: break
    }
    Self.blockNames.contains(name) ? visitBlock(node, name) : visitChildren(node)
  }

  private mutating func visitChildren(_ node: HTMLNode) {
    for child in node.children { visit(child) }
  }

  private mutating func visitBlock(_ node: HTMLNode, _ name: String) {
    endBlock()
    openBlocks += 1
    visitChildren(node)
    if name == "h2" { isInNotes = Self.notes.contains(collapsed(inline).lowercased()) }
    endBlock()
    openBlocks -= 1
  }

  /// Of a table only the paragraphs and lists within its cells are text.
  private mutating func visitTable(_ node: HTMLNode) {
    let outside = openBlocks
    endBlock()
    openBlocks = 0
    visitChildren(node)
    openBlocks = outside
  }

  /// Of an infobox only the links of its values are the article's; its labels are the template's.
  private mutating func visitInfobox(_ node: HTMLNode) {
    for child in node.children where child.isElement {
      if child.name == "td" {
        recordLinks(in: child)
      } else if child.name != "th" {
        visitInfobox(child)
      }
    }
  }

  private mutating func recordLinks(in node: HTMLNode) {
    guard node.isElement, !DroppedMarkup.contains(node) else { return }
    if node.name == "a" { record(node) }
    for child in node.children { recordLinks(in: child) }
  }

  private mutating func record(_ anchor: HTMLNode) {
    guard let address = anchor.attribute("href"), let link = link(anchor, to: address),
      seen.insert(.init(link.kind, link.target)).inserted
    else { return }
    links.append(link)
  }

  private func link(_ anchor: HTMLNode, to address: String) -> CrawledDocument.Link? {
    let classes = anchor.classes
    if classes.contains("new") || classes.contains("extiw") { return nil }
    let words = collapsed(anchor.text)
    if let title = wiki.articleTitle(address) {
      return title == ownTitle ? nil : .init(.wiki, title, anchor: words)
    }
    guard classes.contains("external") else { return nil }
    let target = address.hasPrefix("//") ? "https:" + address : address
    guard target.hasPrefix("http://") || target.hasPrefix("https://") else { return nil }
    return .init(.external, target, anchor: words)
  }

  private mutating func endBlock() {
    let text = collapsed(inline)
    inline = ""
    if !text.isEmpty, !isInNotes { blocks.append(text) }
  }
}
