import Artifacts
import Foundation

/// An article as Wikimedia Enterprise's snapshots have it, one JSON object a line.
///
/// See https://enterprise.wikimedia.com/docs/data-dictionary/. The HTML is Parsoid's; it is given the
/// head and the heading that a saved page has, and then read as one.
struct EnterpriseArticle: Decodable {
  struct Namespace: Decodable { var identifier: Int? }
  struct Language: Decodable { var identifier: String? }
  struct Category: Decodable { var name: String? }
  struct Body: Decodable { var html, wikitext: String? }

  var name: String
  var url: String?
  var dateModified: String?
  var namespace: Namespace?
  var inLanguage: Language?
  var categories: [Category]?
  var articleBody: Body?

  private enum CodingKeys: String, CodingKey {
    case name, url, namespace, categories
    case dateModified = "date_modified"
    case inLanguage = "in_language"
    case articleBody = "article_body"
  }

  /// The article of a line as an item, or the reject that says why there is none.
  static func item(_ line: [UInt8], _ file: InputFile) -> InputItem {
    guard let article = try? JSONDecoder().decode(Self.self, from: Data(line)) else {
      let detail = "the line is not the JSON of an article; download the file again"
      return .rejected(file, "bad-json", detail)
    }
    let namespace = article.namespace?.identifier ?? 0
    guard namespace == 0 else {
      let detail =
        "\(article.name): it is in namespace \(namespace) and no article; nothing is lost"
      return .rejected(file, "other-namespace", detail)
    }
    guard let wiki = article.wiki else {
      let detail = "\(article.name): neither in_language nor url tells the wiki; see the line"
      return .rejected(file, "unknown-wiki", detail)
    }
    guard let html = article.articleBody?.html, !html.isEmpty else {
      let detail = "\(article.name): article_body.html is empty; ask for a file with HTML"
      return .rejected(file, "empty-article", detail)
    }
    var file = file
    file.url = article.url ?? ""
    let page = article.page(of: wiki, html)
    return .page(InputPage(file, InputContents(Array(page.utf8)), known: article.known(wiki)))
  }

  private var wiki: Wiki? {
    let host = (url ?? "").split(separator: "/").dropFirst().first ?? ""
    if let wiki = Wiki(host: host) { return wiki }
    return inLanguage?.identifier.map { Wiki(language: $0) }
  }

  private func known(_ wiki: Wiki) -> InputPage.KnownFacts {
    let title = normalizedTitle(name)
    var known = InputPage.KnownFacts()
    known.id = "\(wiki.language):\(title.replacing(" ", with: "_"))"
    known.title = name
    known.url = wiki.address(of: title)
    known.published = dateModified ?? ""
    known.categories = (categories ?? []).compactMap { category in
      // `Category:1947 books`, in the language of the wiki.
      guard let name = category.name, let colon = name.firstIndex(of: ":") else { return nil }
      return normalizedTitle(String(name[name.index(after: colon)...]))
    }
    return known
  }

  /// The HTML within what a browser saves around it.
  private func page(of wiki: Wiki, _ html: String) -> String {
    """
    <!DOCTYPE html><html lang="\(escaped(wiki.language))"><head><meta charset="UTF-8">\
    <link rel="canonical" href="\(escaped(wiki.address(of: normalizedTitle(name))))"></head><body>\
    <h1 id="firstHeading">\(escaped(name))</h1>\
    <div id="mw-content-text"><div class="mw-parser-output">\(content(of: html))</div></div>\
    </body></html>
    """
  }

  /// What stands in the body of a page; all of it if it has none.
  private func content(of html: String) -> Substring {
    guard let tag = html.firstRange(of: "<body"),
      let start = html[tag.upperBound...].firstIndex(of: ">")
    else { return html[...] }
    let rest = html[html.index(after: start)...]
    return rest.ranges(of: "</body").last.map { rest[..<$0.lowerBound] } ?? rest
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
