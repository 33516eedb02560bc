/// An article of Wikipedia in any of the forms in which it is saved or answered.
///
/// - A page with a skin, since 2026 with Parsoid's markup: `section` elements, links such as
///   `//en.wikipedia.org/wiki/T`.
/// - A page with a skin and the markup of the parser before: links such as `/wiki/T`.
/// - A page of Parsoid without a skin, as the REST interface answers: links such as `./T`.
/// - The content alone, as `action=parse` answers.
///
/// All give the same title, fields, categories and links.
public struct WikipediaPage {
  /// What is known of a page besides its bytes.
  struct Context {
    /// The address it came from.
    var address = ""
    /// The title of its article.
    var title = ""
    /// The title as it is shown, which may begin with a small letter.
    var heading = ""
    /// The names of the categories that readers see, if something else than the page tells them.
    var categories: [String]?
    /// The same article in other languages: `de:Krieg und Frieden`.
    var languages: [String] = []
    /// The number of the revision.
    var revision = ""
    /// When the article was changed last.
    var modified = ""
  }

  /// The wiki that the article is of.
  public let wiki: Wiki
  /// The title as the links to the article have it.
  public let title: String
  /// The article as a document.
  public let document: CrawledDocument
  /// What `pages.tsv` notes of it: `revision=942460710`, `disambiguation`.
  public let flags: [String]
  /// The titles of all articles that the content links to, those of boxes and references too,
  /// sorted; empty unless these were read.
  public let linkedTitles: [String]

  /// Reads a page of clean UTF-8; nil if it is of no form, or tells no title or no wiki.
  ///
  /// - Parameters:
  ///   - bytes: The page.
  ///   - readsBoxes: Whether to read ``linkedTitles``.
  public init?(_ bytes: Span<UInt8>, readsBoxes: Bool = false) {
    let reader = ArticleReader(bytes, readsBoxes: readsBoxes)
    guard reader.content != .none else { return nil }
    self.init(reader, bytes, Context())
  }

  init?(_ reader: ArticleReader, _ bytes: Span<UInt8>, _ context: Context) {
    let facts = reader.facts
    guard let wiki = facts.wiki(context) else { return nil }
    let title = facts.articleTitle(in: wiki, context)
    guard !title.isEmpty else { return nil }
    self.wiki = wiki
    self.title = title
    linkedTitles = reader.readsBoxes ? reader.links.titles(bytes, in: wiki).sorted() : []
    let revision = facts.revision.isEmpty ? context.revision : facts.revision
    flags =
      (revision.isEmpty ? [] : ["revision=\(revision)"])
      + (facts.marks.contains(.disambiguation) ? ["disambiguation"] : [])
    let id = "\(wiki.language):\(title.replacing(" ", with: "_"))"
    var document = CrawledDocument(id: id, page: id)
    document.title = withoutControls(
      [facts.heading, context.heading].first { !$0.isEmpty } ?? title)
    document.url = wiki.address(of: title)
    document.published = withoutControls(facts.lastChange(context))
    document.text = reader.text.bytes.span.text(0..<reader.text.bytes.count)
    document.fields = reader.infobox.fields
    document.links =
      reader.links.resolved(bytes, in: wiki, of: title)
      + (context.categories ?? facts.categories).map { .init(.category, withoutControls($0)) }
      + distinct(facts.languages + context.languages).map { .init(.language, withoutControls($0)) }
    self.document = document
  }
}

/// The texts without those that came before.
private func distinct(_ texts: [String]) -> [String] {
  var seen = Set<String>()
  return texts.filter { seen.insert($0).inserted }
}

extension PageFacts {
  /// The wiki of a page: by its own address, or else by its language.
  func wiki(_ context: WikipediaPage.Context) -> Wiki? {
    for address in [canonical, context.address, base, noted] {
      if let wiki = Wiki(address: address) { return wiki }
    }
    return Wiki(named: language)
  }

  /// The title of a page's article as links have it; empty if nothing tells it.
  func articleTitle(in wiki: Wiki, _ context: WikipediaPage.Context) -> String {
    if let title = wiki.articleTitle(canonical) { return title }
    for title in [context.title, heading] where !title.isEmpty { return normalizedTitle(title) }
    for address in [context.address, noted] {
      if let title = wiki.articleTitle(address) { return title }
    }
    // "Emma - Wikipedia" is what a browser shows in its frame.
    let name = title.firstRange(of: " - Wiki").map { title[..<$0.lowerBound] } ?? title[...]
    return normalizedTitle(String(name))
  }

  /// When the article was changed last, in UTC; empty if nothing tells it.
  func lastChange(_ context: WikipediaPage.Context) -> String {
    if !modified.isEmpty { return modified }
    return context.modified.isEmpty ? footerTime(lastEdited) ?? "" : context.modified
  }
}
