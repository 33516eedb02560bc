/// Reads an article as the reader of 2018 did, which counted 37,040 books in the English Wikipedia of
/// 1 September of that year.
///
/// That reader joined the pieces that Python's SAX parser gave it with blanks, and every entity and
/// line break is a piece of its own: `Barnes &amp; Noble` became `Barnes  &  Noble`, and no comment
/// or `<ref>` was one any more. It knew no namespaces and no redirects, and kept each link as often
/// and in the spelling in which it stood. All that is reproduced here to compare counts, and for
/// nothing else.
struct SeedReader {
  /// The title as it came out.
  let title: String
  /// The parameters of the infobox that are set, without markup.
  let fields: [CrawledDocument.Field]
  /// The links, within the wiki first, in order and with repeats.
  let links: [CrawledDocument.Link]

  /// Reads a page; nil if it has none of the templates.
  init?(_ page: DumpPage, templates: Set<String>) {
    let wikitext = Wikitext(Self.joined(page.text), readsTags: false)
    // Names were compared in lower case, blanks and underscores as they stood.
    guard
      let box = wikitext.templates.first(where: { templates.contains($0.name.lowercased()) })
    else { return nil }
    title = String(decoding: Self.joined(Array(page.title.utf8)), as: UTF8.self)
    fields = Self.fields(box.parameters, wikitext)
    links = Self.links(wikitext)
  }

  /// The pieces of a text joined by blanks.
  static func joined(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 8)
    var isAfterPiece = false
    var isInPiece = false
    for byte in text {
      let isPiece = "&<>\"\n".utf8.contains(byte)
      if isAfterPiece, isPiece || !isInPiece { result.append(0x20) }
      result.append(byte)
      isAfterPiece = true
      isInPiece = !isPiece
    }
    return result
  }

  /// A text of that reader without the blanks that it put around each `&`, `<`, `>` and quotation mark.
  static func unjoined(_ text: String) -> String {
    text.replacing(/[ ]?([&<>"\n])[ ]?/) { $0.output.1 }
  }

  private static func fields(
    _ parameters: [Wikitext.Parameter], _ wikitext: Wikitext
  ) -> [CrawledDocument.Field] {
    var order: [String] = []
    var values: [String: String] = [:]
    for parameter in parameters {
      let value = trimmed(withoutCode(parameter.value, wikitext))
      guard !value.isEmpty else { continue }
      if values[parameter.name] == nil { order.append(parameter.name) }
      values[parameter.name] = value
    }
    return order.map { .init($0, values[$0] ?? "") }
  }

  /// What mwparserfromhell's `strip_code` leaves of nodes.
  private static func withoutCode(_ nodes: [Wikitext.Node], _ wikitext: Wikitext) -> String {
    var text = ""
    for node in nodes {
      switch node {
      case .text(let range), .literal(let range):
        text += wikitext.source(range).replacing(/'{2,}/, with: "")
      case .lineBreak, .template: break
      case .link(let target, let parts):
        let shown = parts.map { withoutCode($0, wikitext) }.joined(separator: "|")
        text += parts.isEmpty ? target : shown
      case .external(let url, let label, let isBracketed):
        text += isBracketed ? trimmed(withoutCode(label, wikitext)) : url
      }
    }
    return text
  }

  private static func links(_ wikitext: Wikitext) -> [CrawledDocument.Link] {
    var wiki: [CrawledDocument.Link] = []
    var external: [CrawledDocument.Link] = []
    Wikitext.visit(wikitext.nodes) { node in
      switch node {
      case .link(let target, _): wiki.append(.init(.wiki, target))
      case .external(let url, _, _): external.append(.init(.external, url))
      case .text, .literal, .lineBreak, .template: break
      }
      return true
    }
    return wiki + external
  }
}
