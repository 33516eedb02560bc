/// An article of Wikipedia as a browser shows and saves it.
///
/// Two forms of content are read alike: that of Parsoid, used since 2026, with `section` elements and
/// links such as `//en.wikipedia.org/wiki/T`, and that of the parser before, with `/wiki/T`. Skins
/// differ around the content only.
public struct WikipediaPage {
  /// The wiki that the article is of.
  public let wiki: Wiki
  /// The title as the links to the article have it.
  public let title: String
  /// The element that holds the article.
  public let content: HTMLNode

  private let page: HTMLDocument
  private let heading: String

  private static let contentPath =
    "//*[@id='mw-content-text']//*[\(hasClass("mw-parser-output"))]"

  /// Whether a page is an article with its skin.
  static func isRecognised(_ page: HTMLDocument) -> Bool {
    page.has("//*[@id='mw-content-text']") && page.has("//h1[@id='firstHeading']")
  }

  /// Finds the parts of a page; nil if it has no content, no heading or no language.
  public init?(_ page: HTMLDocument) {
    // Before 2017 the content stood in the outer element itself.
    let content = page.first(Self.contentPath) ?? page.first("//*[@id='mw-content-text']")
    guard let content, let heading = page.first("//h1[@id='firstHeading']") else { return nil }
    let canonical = page.first("//link[@rel='canonical']")?.attribute("href") ?? ""
    let host = canonical.split(separator: "/").dropFirst().first ?? ""
    let language = page.first("//html")?.attribute("lang")?.prefix { $0 != "-" } ?? ""
    guard let wiki = Wiki(host: host) ?? (language.isEmpty ? nil : Wiki(language: String(language)))
    else { return nil }
    self.page = page
    self.content = content
    self.wiki = wiki
    self.heading = collapsed(heading.text)
    title = wiki.articleTitle(canonical) ?? normalizedTitle(self.heading)
    guard !title.isEmpty else { return nil }
  }

  /// The titles of all articles that the content links to, boxes and references included, sorted.
  ///
  /// The links of ``document`` are those of them that are the article's own.
  public var linkedTitles: [String] {
    let titles = content.nodes(".//a[@href]").compactMap { anchor in
      anchor.attribute("href").flatMap(wiki.articleTitle)
    }
    return Set(titles).sorted()
  }

  /// The article as a document.
  public var document: CrawledDocument {
    let id = "\(wiki.language):\(title.replacing(" ", with: "_"))"
    let body = ArticleBody(content, wiki: wiki, title: title)
    var document = CrawledDocument(id: id, page: id)
    document.title = heading
    document.url = wiki.address(of: title)
    document.published = lastEdited(page)
    document.text = body.blocks.joined(separator: "\n")
    document.fields = Infobox.fields(content)
    document.links = body.links + categories
    return document
  }

  private var categories: [CrawledDocument.Link] {
    var seen = Set<String>()
    return page.nodes("//*[@id='mw-normal-catlinks']//li//a").compactMap { anchor in
      let name = collapsed(anchor.text)
      return name.isEmpty || !seen.insert(name).inserted ? nil : .init(.category, name)
    }
  }

  static func contents(_ page: HTMLDocument, _ file: String) -> PageFormat.Contents {
    guard let article = WikipediaPage(page) else {
      return .init(rejects: [
        Reject(
          file, "unknown-wiki",
          "wikipedia: neither //link[@rel='canonical'] nor the page's lang tells the wiki, or "
            + "//h1[@id='firstHeading'] is empty; save the article again")
      ])
    }
    let document = article.document
    guard !document.text.isEmpty else {
      return .init(rejects: [
        Reject(
          file, "empty-article",
          "wikipedia: no paragraph, heading or list was found in \(contentPath); look at the page: "
            + "it may say that there is no such article")
      ])
    }
    return .init(page: document.id, url: document.url, documents: [document])
  }
}
