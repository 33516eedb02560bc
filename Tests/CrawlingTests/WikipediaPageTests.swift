import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Wikipedia pages` {
  private static let folder = "wikipedia_html"

  private func page(_ path: String) throws -> WikipediaPage {
    let file = try MappedFile(path)
    let page = WikipediaPage(file.bytes, readsBoxes: true)
    return try #require(page)
  }

  @Test(.enabled(if: SharedData.exists(folder), "the real articles are not on this machine"))
  func `real articles link to as many titles as were counted`() throws {
    let table = try Table(contentsOf: SharedData.path("\(Self.folder)/pages.tsv"))
    let names = ["file", "lang", "title", "categories", "article_links", "infobox"]
    let columns = try names.map { try table.column($0) }
    for row in 0..<table.count where columns[1][row] == "en" && !columns[2][row].isEmpty {
      let page = try page(SharedData.path("\(Self.folder)/\(columns[0][row])"))
      let counted = try #require(Double(columns[4][row]))
      let links = page.linkedTitles
      #expect(abs(Double(links.count) / counted - 1) <= 0.03, "\(columns[0][row]): \(links.count)")
      let document = page.document
      #expect(document.title == columns[2][row])
      #expect(document.links.count { $0.kind == .category } == Int(columns[3][row]))
      // The article's own links are some of all.
      let own = document.links.filter { $0.kind == .wiki }.map(\.target)
      #expect(Set(own).isSubset(of: links) && own.count > links.count / 10)
      // A list of films has little text outside its table.
      #expect(document.text.utf8.count > 500)
      #expect(document.published.hasSuffix("Z"))
      #expect(!document.text.contains("mw-parser-output") && !document.text.contains("[edit]"))
      #expect(columns[5][row] == "0" || !document.fields.isEmpty, "\(columns[0][row])")
    }
  }

  @Test(.enabled(if: SharedData.exists(folder), "the real articles are not on this machine"))
  func `a real book has its infobox`() throws {
    let document = try page(SharedData.path("\(Self.folder)/pride_and_prejudice.html")).document
    let fields = Dictionary(grouping: document.fields, by: \.name).mapValues { $0.map(\.value) }
    #expect(document.id == "en:Pride_and_Prejudice")
    #expect(fields["author"] == ["Jane Austen"])
    #expect(fields["language"] == ["English"])
    #expect(document.published == "2020-09-15T17:46:14Z")
  }

  /// One article in the markup of Parsoid and in that before it.
  private static let links = ["Leo Tolstoy", "Épic (genre)", "Moreta: Dragonlady of Pern"]

  private func article(isParsoid: Bool) -> String {
    func link(_ title: String, _ attributes: String = "") -> String {
      let path = title.replacing(" ", with: "_").replacing("É", with: "%C3%89")
      let address = isParsoid ? "//en.wikipedia.org/wiki/\(path)" : "/wiki/\(path)"
      return #"<a \#(attributes) href="\#(address)">\#(title)</a>"#
    }
    let red =
      isParsoid
      ? #"<a class="new" href="//en.wikipedia.org/wiki/Red?action=edit&amp;redlink=1">Red</a>"#
      : #"<a class="new" href="/w/index.php?title=Red&amp;action=edit&amp;redlink=1">Red</a>"#
    let body = """
      <style>.mw-parser-output{x:y}</style><div class="hatnote">\(link("Hatnote"))</div>
      <table class="infobox ib-book"><tr><th>\(link("Literary genre"))</th><td>\(link("Épic (genre)"))\
      <br>Satire<sup class="reference">[1]</sup><span style="display: none">hidden</span></td></tr>
      <tr><th>Pages</th><td>412&#160;pp</td></tr><tr><th>Setting</th><td>Moscow</td></tr></table>
      <p><b>Emma</b> is by   \(link("Leo Tolstoy#Life"))<sup class="reference">[1]</sup>, \(red) and
      \(link("emma")).</p>
      <ul><li>one \(link("Moreta: Dragonlady of Pern"))<ul><li>inner</li></ul></li></ul>
      <h2>References</h2><div class="reflist">\(link("Cited"))</div><p>not text</p>
      <div class="navbox">\(link("Boxed"))</div>\(link("File:X.jpg"))\(link("Talk:Emma"))
      <a class="extiw" href="https://en.wikiquote.org/wiki/Emma">quotes</a>
      <a class="external text" href="https://example.org/a">site</a>
      """
    let section = isParsoid ? "<section data-mw-section-id=\"0\">\(body)</section>" : body
    return """
      <html lang="en"><head><link rel="canonical" href="https://en.wikipedia.org/wiki/Emma"></head>
      <body><h1 id="firstHeading"><i>Emma</i></h1><div id="mw-content-text"><div \
      class="mw-parser-output">\(section)</div></div><div id="mw-normal-catlinks"><a \
      href="/wiki/Help:Category">Categories</a><ul><li><a href="/wiki/Category:Novels">Novels</a></li>\
      </ul></div><li id="footer-info-lastmod">This page was last edited on 4 May 2020, at 16:34.</li>
      </body></html>
      """
  }

  private func document(isParsoid: Bool) throws -> CrawledDocument {
    let bytes = Array(article(isParsoid: isParsoid).utf8)
    let page = WikipediaPage(bytes.span)
    return try #require(page).document
  }

  @Test func `both forms of markup give one document`() throws {
    let document = try document(isParsoid: true)
    #expect(try self.document(isParsoid: false) == document)
    #expect(document.id == "en:Emma" && document.page == "en:Emma" && document.title == "Emma")
    #expect(document.url == "https://en.wikipedia.org/wiki/Emma")
    #expect(document.published == "2020-05-04T16:34:00Z")
    #expect(
      document.text == """
        Emma is by Leo Tolstoy#Life, Red and emma.
        one Moreta: Dragonlady of Pern
        inner
        """)
  }

  @Test func `only the article's own links count`() throws {
    let links = try document(isParsoid: true).links
    let wiki = ["Épic (genre)", "Leo Tolstoy", "Moreta: Dragonlady of Pern"]
    #expect(links.filter { $0.kind == .wiki }.map(\.target) == wiki)
    #expect(links.filter { $0.kind == .category }.map(\.target) == ["Novels"])
    #expect(links.filter { $0.kind == .external }.map(\.target) == ["https://example.org/a"])
  }

  @Test func `an infobox gives a field for each value`() throws {
    let fields = try document(isParsoid: true).fields
    let wanted: [CrawledDocument.Field] = [
      .init("Literary genre", "Épic (genre)"), .init("Literary genre", "Satire"),
      .init("pages", "412"), .init("Setting", "Moscow"),
    ]
    #expect(fields == wanted)
  }

  @Test(arguments: [
    ("/wiki/War_and_Peace", "War and Peace"),
    ("//en.wikipedia.org/wiki/war__and_Peace#Plot", "War and Peace"),
    ("https://en.m.wikipedia.org/wiki/Caf%C3%A9", "Café"), ("./Cafe%CC%81", "Café"),
    ("/wiki/Who%3F", "Who?"), ("/wiki/2001:_A_Space_Odyssey", "2001: A Space Odyssey"),
  ])
  func `a link leads to a title`(link: String, title: String) {
    #expect(Wiki(language: "en").articleTitle(link) == title)
  }

  @Test(arguments: [
    "/wiki/File:X.jpg", "/wiki/category:Novels", "/wiki/User_talk:Ann", "/wiki/:Category:Novels",
    "#top",
    "//de.wikipedia.org/wiki/Krieg", "https://example.org/wiki/X", "/wiki/Red?action=edit",
    "/w/index.php",
    "/wiki/", "/wiki/%FF", "mailto:a@b", "https://en.wikipedia.org.example.org/wiki/X",
  ])
  func `a link that leads to no article is none`(link: String) {
    #expect(Wiki(language: "en").articleTitle(link) == nil)
  }
}
