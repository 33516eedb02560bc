import Foundation

/// The links of an article, each target once, in the order of the text.
///
/// Those in notes, citations and boxes that navigate are not the article's own. Links to articles that
/// do not exist cannot be told from others.
struct WikitextLinks {
  /// The links to articles and out of the wiki, then the categories.
  var all: [CrawledDocument.Link] { links + categories }

  private var links: [CrawledDocument.Link] = []
  private var categories: [CrawledDocument.Link] = []
  private var seen = Set<CrawledDocument.Link>()
  private let renderer: WikitextRenderer
  private let site: DumpSite
  private let ownTitle: String

  init(_ wikitext: Wikitext, site: DumpSite, title: String) {
    self.site = site
    ownTitle = title
    renderer = WikitextRenderer(wikitext, site: site)
    var found: [Wikitext.Node] = []
    Wikitext.visit(wikitext.nodes) { node in
      switch node {
      case .text, .literal, .lineBreak: break
      case .template(let name, _): return !Self.isForeign(normalizedTemplateName(name))
      case .link, .external: found.append(node)
      }
      return true
    }
    for node in found { record(node) }
  }

  /// The beginnings of the names of templates whose links are not the article's.
  private static let foreign = [
    "cite ", "citation", "sfn", "harv", "refn", "efn", "reflist", "refbegin", "r ", "notelist",
    "main",
    "see also", "further", "about", "distinguish", "for", "redirect", "hatnote", "portal", "navbox",
    "sidebar", "authority control", "commons", "wikiquote", "wikisource", "sister project",
    "short description", "coord", "ref ", "note", "ref-", "other uses",
  ]

  private static func isForeign(_ name: String) -> Bool {
    foreign.contains { name.hasPrefix($0) }
  }

  private mutating func record(_ node: Wikitext.Node) {
    guard let link = link(node), seen.insert(.init(link.kind, link.target)).inserted else { return }
    if link.kind == .category { categories.append(link) } else { links.append(link) }
  }

  private func link(_ node: Wikitext.Node) -> CrawledDocument.Link? {
    switch node {
    case .link(let target, let parts):
      return link(decodedEntities(target), parts)
    case .external(let url, let label, _):
      let address = url.hasPrefix("//") ? "https:" + url : decodedEntities(url)
      guard address.hasPrefix("http") else { return nil }
      return .init(.external, address, anchor: shown(label))
    case .text, .literal, .lineBreak, .template: return nil
    }
  }

  private func link(_ target: String, _ parts: [[Wikitext.Node]]) -> CrawledDocument.Link? {
    let path = target.prefix { $0 != "#" }
    let decoded = path.contains("%") ? path.removingPercentEncoding ?? String(path) : String(path)
    // A colon before `Category:` links to the category instead of putting the page into it.
    let isEscaped = decoded.hasPrefix(":")
    let title = normalizedTitle(isEscaped ? String(decoded.dropFirst()) : decoded)
    guard !title.isEmpty, title != ownTitle else { return nil }
    guard let colon = title.firstIndex(of: ":") else { return article(title, target, parts) }
    switch site.place(trimmed(title[..<colon]).lowercased()) {
    case .article: return article(title, target, parts)
    case .category where !isEscaped:
      let name = normalizedTitle(String(title[title.index(after: colon)...]))
      return name.isEmpty ? nil : .init(.category, name)
    case .category, .file, .elsewhere: return nil
    }
  }

  private func article(
    _ title: String, _ target: String, _ parts: [[Wikitext.Node]]
  ) -> CrawledDocument.Link {
    .init(.wiki, title, anchor: parts.last.map(shown) ?? collapsed(target))
  }

  private func shown(_ nodes: [Wikitext.Node]) -> String {
    let mark = String(WikitextRenderer.breakMark)
    return collapsed(renderer.text(nodes).replacing(mark, with: " "))
  }
}
