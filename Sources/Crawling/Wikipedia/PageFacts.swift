/// What the head, the frame and the scripts of a page tell about its article.
struct PageFacts {
  /// The language of the page or of its content: `en`.
  var language = ""
  /// The address that the page gives for itself.
  var canonical = ""
  /// The address that relative links are relative to.
  var base = ""
  /// The first address of an article of Wikipedia in a comment: browsers note where a page is from.
  var noted = ""
  /// The text of the `title` element.
  var title = ""
  /// The heading of the article.
  var heading = ""
  /// When the article was changed last, in UTC, to the second.
  var modified = ""
  /// The line at the foot of the page that says when it was changed.
  var lastEdited = ""
  /// The number of the revision.
  var revision = ""
  /// The number of the namespace; 0 is that of articles.
  var namespace = ""
  /// The names of its categories, in their order.
  var categories: [String] = []
  /// The same article in other languages: `de:Krieg und Frieden`.
  var languages: [String] = []
  /// Whether it is a redirect, a disambiguation page, or none at all.
  var marks: ArticleMarks = []

  /// Reads the start tag of an element without content.
  mutating func readVoid(_ bytes: Span<UInt8>, _ tokenizer: HTMLTokenizer) {
    func value(_ name: StaticString) -> String { tokenizer.value(name, bytes) ?? "" }
    switch tokenizer.tag {
    case .base: base = value("href")
    case .link:
      switch value("rel") {
      case "canonical": canonical = value("href")
      case "dc:isVersionOf" where canonical.isEmpty: canonical = value("href")
      case "mw:PageProp/Category": addCategory(value("href"))
      case "mw:PageProp/Language": addLanguage(value("href"))
      case "mw:PageProp/redirect": marks.insert(.redirect)
      default: return
      }
    case .meta:
      switch value("property") {
      case "dc:modified": modified = String(value("content").prefix(19)) + "Z"
      case "mw:pageNamespace": namespace = value("content")
      case "mw:PageProp/disambiguation": marks.insert(.disambiguation)
      default: return
      }
    default: return
    }
  }

  /// Reads the start tag of the page.
  mutating func readPage(_ bytes: Span<UInt8>, _ tokenizer: HTMLTokenizer) {
    language = String(tokenizer.value("lang", bytes)?.prefix { $0 != "-" } ?? "")
    // Parsoid: `about="https://en.wikipedia.org/wiki/Special:Redirect/revision/942460710"`.
    guard let about = tokenizer.value("about", bytes),
      let last = about.split(separator: "/").last, last.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return }
    revision = String(last)
  }

  /// Reads the content of a script: MediaWiki's settings, or what it tells search engines.
  mutating func readScript(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let key: StaticString = "\"dateModified\":"
    if let start = bytes.firstIndex(of: key, in: range) {
      let text = bytes.text(start + key.utf8CodeUnitCount..<min(start + 60, range.upperBound))
      let time = text.split(separator: "\"").dropFirst(text.hasPrefix("\"") ? 0 : 1).first ?? ""
      let isTime = time.utf8.allSatisfy { 0x30...0x3A ~= $0 || "-TZ".utf8.contains($0) }
      if time.utf8.count == 20, isTime { modified = String(time) }
    }
    guard bytes.firstIndex(of: "wgArticleId", in: range) != nil else { return }
    revision = digits(after: "\"wgRevisionId\":", bytes, range)
    namespace = digits(after: "\"wgNamespaceNumber\":", bytes, range)
  }

  /// Reads a comment outside of the article.
  mutating func readComment(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard noted.isEmpty, range.count < 2_048,
      bytes.firstIndex(of: ".wikipedia.org/wiki/", in: range) != nil,
      let match = bytes.text(range).firstMatch(of: /https?:\/\/[^\s<>"]+/)
    else { return }
    noted = String(match.output)
  }

  /// Adds the category that a link of Parsoid's names: `./Category:Novels#Emma`.
  private mutating func addCategory(_ address: String) {
    let bytes = Array(address.utf8)
    guard let title = Wiki(language: language).pageTitle(bytes.span, 0..<bytes.count),
      let colon = title.firstIndex(of: ":")
    else { return }
    addCategory(named: normalizedTitle(String(title[title.index(after: colon)...])))
  }

  /// Adds a category.
  mutating func addCategory(named name: String) {
    if !name.isEmpty, !categories.contains(name) { categories.append(name) }
  }

  /// Adds the article in another language that an address leads to.
  mutating func addLanguage(_ address: String) {
    guard let wiki = Wiki(address: address), let title = wiki.articleTitle(address) else { return }
    languages.append("\(wiki.language):\(title)")
  }

  private func digits(
    after key: StaticString, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> String {
    guard let start = bytes.firstIndex(of: key, in: range) else { return "" }
    var index = start + key.utf8CodeUnitCount
    let first = index
    while index < range.upperBound, 0x30...0x39 ~= bytes[index] { index += 1 }
    return bytes.text(first..<index)
  }
}

extension HTMLTokenizer {
  /// Where the value of an attribute stands; the first of several with one name counts.
  func valueRange(_ name: StaticString, _ bytes: Span<UInt8>) -> Range<Int>? {
    attributes.first { bytes.isWord(name, $0.name) }?.value
  }

  /// The value of an attribute, its character references resolved.
  func value(_ name: StaticString, _ bytes: Span<UInt8>) -> String? {
    valueRange(name, bytes).map { range in
      withAddress(range, bytes) { $0.text($1) }
    }
  }
}
