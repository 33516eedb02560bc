/// What the classes, the id and the style of an element say about it, as far as an article depends on
/// them.
struct ArticleMarks: OptionSet {
  let rawValue: UInt32

  /// Not the article's own: a box that navigates, a note, a mark for editors, what is not shown.
  static let dropped = ArticleMarks(rawValue: 1 << 0)
  /// An infobox, of which only the values are the article's.
  static let infobox = ArticleMarks(rawValue: 1 << 1)
  /// The infobox of a book.
  static let bookInfobox = ArticleMarks(rawValue: 1 << 2)
  /// The output of MediaWiki's parser: the article without its skin.
  static let parserOutput = ArticleMarks(rawValue: 1 << 3)
  /// What a skin puts around the output of the parser.
  static let contentText = ArticleMarks(rawValue: 1 << 4)
  /// A page of Parsoid without a skin.
  static let parsoidBody = ArticleMarks(rawValue: 1 << 5)
  /// The heading with the title.
  static let heading = ArticleMarks(rawValue: 1 << 6)
  /// The list of the categories that readers see.
  static let categories = ArticleMarks(rawValue: 1 << 7)
  /// The line that says when the article was changed last.
  static let lastEdited = ArticleMarks(rawValue: 1 << 8)
  /// A link to an article that does not exist.
  static let redLink = ArticleMarks(rawValue: 1 << 9)
  /// A link to another site of Wikimedia.
  static let interwikiLink = ArticleMarks(rawValue: 1 << 10)
  /// A link to any other page of the web.
  static let externalLink = ArticleMarks(rawValue: 1 << 11)
  /// A link to the article in another language.
  static let languageLink = ArticleMarks(rawValue: 1 << 12)
  /// The page only leads to another one.
  static let redirect = ArticleMarks(rawValue: 1 << 13)
  /// The page says that there is no such article.
  static let missing = ArticleMarks(rawValue: 1 << 14)
  /// The page lists articles with the same name.
  static let disambiguation = ArticleMarks(rawValue: 1 << 15)

  private static let classes: WordTable<ArticleMarks> = {
    let dropped = [
      "navbox", "vertical-navbox", "navbox-inner", "sidebar", "metadata", "ambox", "hatnote",
      "shortdescription", "reflist", "references", "mw-references-wrap", "reference",
      "mw-editsection", "noprint", "toc", "catlinks", "mw-empty-elt", "mw-cite-backlink",
      "portalbox", "portal-bar", "sistersitebox", "sister-box", "authority-control", "magnify",
      "mwe-math-mathml-a11y", "printfooter", "navbar", "mw-ref", "mw-redirectedfrom",
    ]
    let others: [(String, ArticleMarks)] = [
      ("infobox", .infobox), ("infobox_v2", .infobox), ("infobox_v3", .infobox),
      ("ib-book", .bookInfobox), ("mw-parser-output", .parserOutput),
      ("parsoid-body", .parsoidBody), ("new", .redLink), ("extiw", .interwikiLink),
      ("external", .externalLink), ("interlanguage-link-target", .languageLink),
      ("redirectmsg", .redirect), ("noarticletext", .missing),
      ("dmbox-disambig", .disambiguation),
    ]
    return WordTable(dropped.map { ($0, .dropped) } + others)
  }()

  private static let ids = WordTable<ArticleMarks>([
    ("toc", .dropped), ("catlinks", .dropped), ("sitesub", .dropped), ("contentsub", .dropped),
    ("jump-to-nav", .dropped), ("mw-content-text", .contentText), ("firstheading", .heading),
    ("mw-normal-catlinks", .categories), ("footer-info-lastmod", .lastEdited),
    ("disambigbox", .disambiguation),
  ])

  private static let relations = WordTable<ArticleMarks>([
    ("mw:extlink", .externalLink), ("mw:wikilink/interwiki", .interwikiLink),
  ])

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Reads the marks off a start tag.
  init(_ bytes: Span<UInt8>, _ attributes: [HTMLTokenizer.Attribute]) {
    self = []
    for attribute in attributes {
      let (name, value) = (attribute.name, attribute.value)
      switch name.count {
      case 2 where bytes.isWord("id", name): formUnion(Self.ids.value(bytes, value) ?? [])
      case 3 where bytes.isWord("rel", name): insertWords(bytes, value, Self.relations)
      case 4 where bytes.isWord("role", name) && bytes.isWord("navigation", value):
        insert(.dropped)
      case 5 where bytes.isWord("class", name): insertWords(bytes, value, Self.classes)
      case 5 where bytes.isWord("style", name) && hides(bytes, value): insert(.dropped)
      default: continue
      }
    }
  }

  private mutating func insertWords(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ table: WordTable<ArticleMarks>
  ) {
    var start = range.lowerBound
    for index in range where isHTMLBlank(bytes[index]) {
      if start < index { formUnion(table.value(bytes, start..<index) ?? []) }
      start = index + 1
    }
    if start < range.upperBound { formUnion(table.value(bytes, start..<range.upperBound) ?? []) }
  }
}

/// Whether a style says `display: none`.
private func hides(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
  guard let start = bytes.firstIndex(of: "display", in: range) else { return false }
  let rest = bytes.text(start..<range.upperBound).filter { !$0.isWhitespace }
  return rest.contains("display:none")
}
