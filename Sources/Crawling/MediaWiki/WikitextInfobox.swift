/// The facts that the infobox of a wikitext gives, one for each value of a parameter.
///
/// They are named as those of the same infobox in a page, so that one article gives the same fields
/// from either.
struct WikitextInfobox {
  private let renderer: WikitextRenderer

  init(_ renderer: WikitextRenderer) { self.renderer = renderer }

  /// The infobox of an article: the first template with one of `names`, or if there are none, the
  /// first whose name begins with `infobox`.
  static func parameters(_ wikitext: Wikitext, _ names: Set<String>) -> [Wikitext.Parameter]? {
    wikitext.templates.first { template in
      let name = normalizedTemplateName(template.name)
      return names.isEmpty ? name.hasPrefix("infobox") : names.contains(name)
    }?.parameters
  }

  /// The fields of an infobox, in its order. Of a parameter that is set twice the last counts, as in
  /// MediaWiki.
  func fields(_ parameters: [Wikitext.Parameter]) -> [CrawledDocument.Field] {
    var last: [String: Int] = [:]
    for (index, parameter) in parameters.enumerated() { last[parameter.name] = index }
    return parameters.enumerated().flatMap { index, parameter -> [CrawledDocument.Field] in
      guard last[parameter.name] == index, let name = Self.field(parameter.name) else { return [] }
      return FieldValues.values(of: name, lines: lines(parameter.value)).map { .init(name, $0) }
    }
  }

  /// The lines of a parameter that a reader sees as such.
  ///
  /// A line break in the source is only a blank, unless an item of a list or an empty line follows.
  private func lines(_ nodes: [Wikitext.Node]) -> [String] {
    renderer.text(nodes).split(separator: WikitextRenderer.breakMark).flatMap { part in
      var lines = [""]
      for line in part.split(separator: "\n", omittingEmptySubsequences: false) {
        let text = trimmed(line)
        if text.isEmpty || "*#:".contains(text.prefix(1)) {
          lines.append(String(text.drop { "*#: ".contains($0) }))
        } else {
          lines[lines.count - 1] += " " + text
        }
      }
      return lines.map { collapsed($0) }.filter { !$0.isEmpty }
    }
  }

  /// The name of the field for a parameter; nil for those that only lay out the box.
  private static func field(_ parameter: String) -> String? {
    let name = parameter.replacing("_", with: " ").lowercased()
    let base = trimmed(String(name.reversed().drop { $0.isNumber }.reversed()))
    guard !base.isEmpty, !layout.contains(base), !base.hasPrefix("image") else { return nil }
    return names[base] ?? name
  }

  private static let layout: Set<String> = [
    "name", "caption", "alt", "border", "italic title", "wikisource", "native wikisource",
    "orig lang code", "external host", "module", "embed", "child", "bodyclass", "width",
  ]

  /// The names of fields by the parameters of infoboxes of books.
  private static let names: [String: String] = [
    "authors": "author", "editors": "editor", "translators": "translator",
    "illustrators": "illustrator", "countries": "country", "languages": "language",
    "subjects": "subject", "genres": "genre", "publishers": "publisher", "pub date": "published",
    "publication date": "published", "release date": "published", "published": "published",
    "english pub date": "published in english", "english release date": "published in english",
    "award": "awards", "title orig": "original title", "congress": "lc class",
    "dewey": "dewey decimal",
  ]
}
