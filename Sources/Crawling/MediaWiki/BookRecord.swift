import Artifacts
import Foundation

/// A book as the reader of 2018 left it: title, infobox, links, and no text.
struct BookRecord: Decodable {
  var title: String
  var infobox: [String: String]
  var wikilinks: [String]
  var externalLinks: [String]?
  var modified: String?

  private enum CodingKeys: String, CodingKey {
    case title, infobox, wikilinks, modified
    case externalLinks = "external_links"
  }

  /// All books are of the English Wikipedia.
  private static let site = DumpSite()

  /// The book of a line as an item, or the reject that says why there is none.
  static func item(_ line: [UInt8], _ file: InputFile) -> InputItem {
    guard let book = try? JSONDecoder().decode(Self.self, from: Data(line)) else {
      let detail =
        "the line is not the JSON of a book with title, infobox and wikilinks; see the line"
      return .rejected(file, "bad-json", detail)
    }
    var result = ImportedFile(file, digest: bytesDigest(line.span), size: line.count)
    let document = book.document.readable
    (result.format, result.source) = ("book-records", "wikipedia")
    (result.documents, result.pages, result.url) = ([document], [document.page], document.url)
    return .done(result)
  }

  /// The book with its links in their own form: each once, without the reader's stray blanks.
  private var document: CrawledDocument {
    let wiki = Wiki(language: "en")
    let title = normalizedTitle(SeedReader.unjoined(withoutControls(title)))
    let id = "en:\(title.replacing(" ", with: "_"))"
    var document = CrawledDocument(id: id, page: id)
    document.title = title
    document.url = wiki.address(of: title)
    document.published = modified ?? ""
    document.fields = infobox.sorted { precedesBytewise($0.key, $1.key) }
      .filter { Int($0.key) == nil }
      .map { .init($0.key.replacing("_", with: " "), collapsed(SeedReader.unjoined($0.value))) }
    var seen = Set<CrawledDocument.Link>()
    let links = wikilinks.compactMap { link($0, from: title) }
    let external = (externalLinks ?? []).map { CrawledDocument.Link(.external, $0) }
    document.links = (links + external).filter { seen.insert($0).inserted }
    return document
  }

  private func link(_ target: String, from own: String) -> CrawledDocument.Link? {
    let title = normalizedTitle(SeedReader.unjoined(String(target.prefix { $0 != "#" })))
    guard !title.isEmpty, title != own else { return nil }
    guard let colon = title.firstIndex(of: ":") else { return .init(.wiki, title) }
    switch Self.site.place(title[..<colon].lowercased()) {
    case .article: return .init(.wiki, title)
    case .category: return .init(.category, normalizedTitle(String(title[colon...].dropFirst())))
    case .file, .elsewhere: return nil
    }
  }
}
