import Crawling
import Foundation
import TestSupport
import Testing

/// One revision of an article in every shape in which it is saved or answered.
@Suite struct `The shapes of an article` {
  private enum Shape: CaseIterable {
    case skinAndParsoid, skinAndParser, oldSkin, parsoid, fragment, answer1, answer2, restAnswer
  }

  private static let isRaw: Set<Shape> = [.parsoid, .restAnswer]

  private func link(_ title: String, _ shape: Shape, _ marks: String = "", _ words: String? = nil)
    -> String
  {
    let path = title.replacing(" ", with: "_").addingPercentEncoding(
      withAllowedCharacters: .urlPathAllowed
    ).map { $0 + "#Top" }
    let address =
      switch shape {
      case .skinAndParsoid: "//en.wikipedia.org/wiki/\(path ?? "")"
      case .parsoid, .restAnswer: "./\(path ?? "")"
      default: "/wiki/\(path ?? "")"
      }
    let relation = Self.isRaw.contains(shape) ? "rel=\"mw:WikiLink\" " : ""
    return #"<a \#(relation)\#(marks) href="\#(address)">\#(words ?? title)</a>"#
  }

  private func red(_ shape: Shape) -> String {
    let address =
      switch shape {
      case .skinAndParsoid: "//en.wikipedia.org/wiki/Red?action=edit&amp;redlink=1"
      case .parsoid, .restAnswer: "./Red?action=edit&amp;redlink=1"
      default: "/w/index.php?title=Red&amp;action=edit&amp;redlink=1"
      }
    return #"<a class="new" href="\#(address)">Red</a>"#
  }

  private func body(_ shape: Shape) -> String {
    let external =
      Self.isRaw.contains(shape) ? "rel=\"mw:ExtLink nofollow\"" : "class=\"external text\""
    let isSectioned = shape == .skinAndParsoid || Self.isRaw.contains(shape)
    let reference = "<sup class=\"mw-ref reference\"><a href=\"#cite_1\">[1]</a></sup>"
    let body = """
      <style data-mw-deduplicate="x">.mw-parser-output .a{b:c}</style>\
      <div class="shortdescription" style="display:none">Novel</div>\
      <div role="note" class="hatnote">See \(link("Hat", shape)).</div>
      <table class="infobox ib-book vcard"><caption class="infobox-title">Emma</caption><tbody>
      <tr><td colspan="2" class="infobox-image">\(link("File:Emma.jpg", shape))</td></tr>
      <tr><th class="infobox-label">Author</th><td class="infobox-data">\(link("Jane Austen", shape))\
      \(reference)</td></tr>
      <tr><th>\(link("Literary genre", shape, "", "Genre"))</th><td><div class="hlist"><ul><li>\
      \(link("Science fiction", shape))</li><li>\(link("Epic (genre)", shape, "", "Epic"))</li></ul>\
      </div></td></tr>
      <tr><th>Pages</th><td>412&nbsp;pp\(reference)<table><tr><th>in</th><td>ner</td></tr></table></td>\
      </tr><tr><th>ISBN</th><td><a class="external" href="/wiki/Special:BookSources/1">1</a></td></tr>
      </tbody></table>
      <p><i><b>Emma</b></i> is by \(link("Jane Austen", shape))\(reference), \(red(shape)), and not \
      \(link("Moreta: Dragonlady of Pern", shape)) or \(link("café", shape, "class=\"mw-redirect\"")).\
      \(link("Emma (novel)", shape))</p>
      <div class="mw-heading mw-heading2"><h2 id="Plot">Plot</h2><span class="mw-editsection">[edit]\
      </span></div><dl><dd>Indented &ndash; text</dd></dl>
      <table class="wikitable"><tr><td>1816<ul><li>\(link("In a table", shape))</li></ul></td></tr></table>
      <figure><figcaption>A \(link("caption", shape))</figcaption></figure>
      <div class="mw-heading mw-heading2"><h2 id="References">References</h2></div>
      <div class="reflist"><ol class="references"><li>\(link("Cited", shape))</li></ol></div><p>no text</p>
      <div class="mw-heading mw-heading2"><h2 id="External_links">External links</h2></div>
      <ul><li><a \(external) href="https://example.org/?a=1&amp;b=2">site</a></li></ul>
      <div role="navigation" class="navbox">\(link("Boxed", shape))</div>\
      \(link("Talk:Emma", shape))\(link("Category:Novels", shape))\
      <a class="extiw" href="https://en.wikiquote.org/wiki/Emma">quotes</a>
      """
    return isSectioned ? "<section data-mw-section-id=\"0\">\(body)</section>" : body
  }

  private func skin(_ content: String) -> String {
    """
    <!DOCTYPE html><html class="client-nojs" lang="en-GB" dir="ltr"><head><meta charset="UTF-8">
    <title>Emma (novel) - Wikipedia</title><script>RLCONF={"wgNamespaceNumber":0,"wgArticleId":9,\
    "wgRevisionId":77};</script><link rel="canonical" href="https://en.wikipedia.org/wiki/Emma_(novel)">
    </head><body class="skin-vector-2022"><div class="vector-header"><a href="/wiki/Main_Page">Main</a>
    <li class="interlanguage-link"><a class="interlanguage-link-target" lang="de" \
    href="https://de.wikipedia.org/wiki/Emma_(Roman)">Deutsch</a></li></div>
    <main id="content"><h1 id="firstHeading"><i>Emma</i> (novel)</h1><div id="mw-content-text">\
    \(content)</div></main><div id="catlinks"><div id="mw-normal-catlinks"><a href="/wiki/Help:Category">\
    Categories</a>: <ul><li><a href="/wiki/Category:1815_novels">1815 novels</a></li><li><a \
    href="/wiki/Category:Novels_by_Jane_Austen">Novels by Jane Austen</a></li></ul></div>\
    <div id="mw-hidden-catlinks"><ul><li><a href="/wiki/Category:Hidden">Hidden</a></li></ul></div></div>
    <li id="footer-info-lastmod"> This page was last edited on 4 May 2020, at 16:34<span>&nbsp;(UTC)</span>.\
    </li></body></html>
    """
  }

  private func raw(_ content: String) -> String {
    """
    <!DOCTYPE html><html prefix="dc: http://purl.org/dc/terms/ mw: http://mediawiki.org/rdf/" \
    about="https://en.wikipedia.org/wiki/Special:Redirect/revision/77"><head><meta property="mw:pageNamespace" \
    content="0"/><meta property="dc:modified" content="2020-05-04T16:34:00.000Z"/><link \
    rel="dc:isVersionOf" href="//en.wikipedia.org/wiki/Emma_(novel)"/><title>&lt;i>Emma (novel)</title>\
    <base href="//en.wikipedia.org/wiki/"/></head><body lang="en" class="mw-content-ltr mw-body-content \
    parsoid-body mw-parser-output">\(content)<link rel="mw:PageProp/Category" \
    href="./Category:1815_novels#Emma"/><link rel="mw:PageProp/Category" \
    href="./Category:Novels_by_Jane_Austen"/><link rel="mw:PageProp/Language" \
    href="https://de.wikipedia.org/wiki/Emma_(Roman)"/></body></html>
    """
  }

  private func json(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
  }

  private func page(_ shape: Shape) throws -> String {
    let body = body(shape)
    let fragment = #"<div class="mw-content-ltr mw-parser-output" lang="en">\#(body)</div>"#
    switch shape {
    case .skinAndParsoid, .skinAndParser: return skin(fragment)
    case .oldSkin: return skin(body)
    case .parsoid: return raw(body)
    case .fragment:
      return """
        <!-- saved from url=(0045)https://en.wikipedia.org/wiki/Emma_(novel) -->\(fragment)
        """
    case .answer1:
      return try json([
        "parse": [
          "title": "Emma (novel)", "displaytitle": "<i>Emma</i> (novel)", "revid": 77,
          "text": ["*": fragment],
          "categories": [
            ["sortkey": "", "*": "1815_novels"], ["*": "Hidden", "hidden": ""],
            ["*": "Novels_by_Jane_Austen"],
          ], "langlinks": [["lang": "de", "*": "Emma (Roman)"]],
        ] as [String: Any]
      ])
    case .answer2:
      return try json([
        "parse": [
          "title": "Emma (novel)", "revid": 77, "text": fragment,
          "categories": [
            ["category": "1815_novels"], ["category": "Hidden", "hidden": true],
            ["category": "Novels_by_Jane_Austen"],
          ], "langlinks": [["lang": "de", "title": "Emma (Roman)"]],
        ] as [String: Any]
      ])
    case .restAnswer:
      return try json([
        "id": 9, "key": "Emma_(novel)", "title": "Emma (novel)", "html": raw(body),
        "latest": ["id": 77, "timestamp": "2020-05-04T16:34:00Z"] as [String: Any],
      ])
    }
  }

  private func extract(_ shape: Shape) throws -> PageExtract {
    let bytes = Array(try page(shape).utf8)
    return PageExtract(bytes.span, PageInput(name: "f"))
  }

  @Test func `all give one title, one text, the same fields and links`() throws {
    let first = try #require(try extract(.skinAndParsoid).documents.first)
    for shape in Shape.allCases {
      let extract = try extract(shape)
      let document = try #require(extract.documents.first, "\(shape) \(extract.rejects)")
      #expect(document.id == "en:Emma_(novel)" && document.title == "Emma (novel)", "\(shape)")
      #expect(document.url == "https://en.wikipedia.org/wiki/Emma_(novel)")
      #expect(document.text == first.text, "\(shape)")
      #expect(document.fields == first.fields, "\(shape)")
      #expect(
        document.links.filter { $0.kind == .wiki || $0.kind == .external }
          == first.links.filter { $0.kind == .wiki || $0.kind == .external }, "\(shape)")
      guard shape != .fragment else { continue }
      #expect(document.links == first.links, "\(shape)")
      #expect(extract.flags == ["revision=77"], "\(shape)")
      guard shape != .answer1, shape != .answer2 else { continue }
      #expect(document.published == "2020-05-04T16:34:00Z", "\(shape)")
    }
  }

  @Test func `the text is what a reader reads`() throws {
    let text = try extract(.parsoid).documents.first?.text
    #expect(
      text == """
        Emma is by Jane Austen, Red, and not Moreta: Dragonlady of Pern or café.Emma (novel)
        Plot
        Indented – text
        In a table
        A caption
        """)
  }

  @Test func `a value of a list is a field of its own`() throws {
    let fields = try extract(.skinAndParser).documents.first?.fields
    let wanted: [CrawledDocument.Field] = [
      .init("author", "Jane Austen"), .init("genre", "Science fiction"), .init("genre", "Epic"),
      .init("pages", "412"), .init("isbn", "1"),
    ]
    #expect(fields == wanted)
  }

  @Test func `only the article's own links count, each once`() throws {
    let links = try #require(try extract(.skinAndParsoid).documents.first).links
    func targets(_ kind: CrawledDocument.Link.Kind) -> [String] {
      links.filter { $0.kind == kind }.map(\.target)
    }
    #expect(
      targets(.wiki) == [
        "Jane Austen", "Science fiction", "Epic (genre)", "Moreta: Dragonlady of Pern", "Café",
        "In a table", "Caption",
      ])
    #expect(targets(.external) == ["https://example.org/?a=1&b=2"])
    #expect(targets(.category) == ["1815 novels", "Novels by Jane Austen"])
    #expect(targets(.language) == ["de:Emma (Roman)"])
  }

  @Test(arguments: [
    ("<div class='noarticletext'><p>x</p></div>", "no-article"),
    ("<div class='redirectMsg'><p>Redirect to:</p></div>", "redirect"), ("", "empty-article"),
    (
      "<script>RLCONF={\"wgArticleId\":1,\"wgNamespaceNumber\":14}</script><p>x</p>",
      "other-namespace"
    ),
    (String(repeating: "<div>", count: 10_000), "parse-truncated"),
  ])
  func `a page without an article is refused by name`(body: String, reason: String) {
    let page = Array("<html lang=en><h1 id=firstHeading>T</h1><div id=mw-content-text>\(body)".utf8)
    let extract = PageExtract(page.span, PageInput(name: "f"))
    #expect(extract.documents.isEmpty && extract.rejects.map(\.reason) == [reason])
    #expect(extract.source == "wikipedia")
  }

  @Test func `control characters in an answer of JSON are left out`() {
    let text = #"<div class=\"mw-parser-output\" lang=\"en\"><p>a\u0001b \u0096 \u000bc</p></div>"#
    let answer = Array(#"{"parse": {"title": "T", "text": "\#(text)"}}"#.utf8)
    let extract = PageExtract(answer.span, PageInput(name: "f"))
    #expect(extract.documents.map(\.text) == ["ab – c"])
  }

  @Test func `control characters in a page that was not cleaned do no harm`() {
    let text =
      "<html lang=en><h1 id=firstHeading>T</h1><div id=mw-content-text><p>a\u{1} \u{1}b</p>"
    let page = Array(text.utf8)
    #expect(WikipediaPage(page.span)?.document.text == "a\u{1} \u{1}b")
  }

  @Test func `a disambiguation page is marked`() {
    let body = "<p>Emma may be:</p><table id=disambigbox class='metadata dmbox-disambig'></table>"
    let page = Array("<html lang=en><h1 id=firstHeading>T</h1><div id=mw-content-text>\(body)".utf8)
    #expect(PageExtract(page.span, PageInput(name: "f")).flags == ["disambiguation"])
  }

  @Test func `end tags that are left out are implied`() throws {
    let page = Array(
      """
      <html lang=en><h1 id=firstHeading>T</h1><div id=mw-content-text><p>a<p>b <b>c<div>d</b></div>\
      <ul><li>e<li>f<p>g</ul><table><tr><td><p>h<td><p>i</table><p>j</span> k</td> l
      """.utf8)
    let text = PageExtract(page.span, PageInput(name: "f")).documents.first?.text
    #expect(text == "a\nb c\ne\nf\ng\nh\ni\nj k l")
  }
}
