import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

/// Articles of a dump of one page, by their wikitext.
enum WikitextArticle {
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  static func page(_ text: String, title: String = "Emma (novel)", namespace: Int = 0) -> String {
    """
    <page><title>\(escaped(title))</title><ns>\(namespace)</ns><id>7</id><revision><id>8</id>
    <timestamp>2026-10-01T01:02:03Z</timestamp><contributor><username>A</username><id>9</id>
    </contributor><text xml:space="preserve">\(escaped(text))</text></revision></page>
    """
  }

  static func dump(_ pages: String, host: String = "en.wikipedia.org") -> String {
    """
    <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
    <siteinfo><dbname>enwiki</dbname><base>https://\(host)/wiki/Main_Page</base><namespaces>
    <namespace key="0" case="first-letter" /><namespace key="14" case="first-letter">Kategorie</namespace>
    <namespace key="6" case="first-letter">Datei</namespace></namespaces></siteinfo>
    \(pages)</mediawiki>
    """
  }

  /// What a dump gives.
  static func imported(
    dump: String, options: InputOptions = InputOptions()
  ) throws -> [ImportedFile] {
    let folder = try TemporaryFolder()
    let path = try folder.write(dump, to: "dump.xml")
    return try importFiles(inputFiles([path]), options, threads: 1)
  }

  /// The document of a wikitext.
  static func document(_ text: String) throws -> CrawledDocument {
    let files = try imported(dump: dump(page(text)))
    return try #require(files.first?.documents.first, "\(files.flatMap(\.rejects))")
  }
}

@Suite struct `Wikitext` {
  private func text(_ wikitext: String) throws -> String {
    try WikitextArticle.document(wikitext + "\n\n[[A]]").text.replacing(/\n?A$/, with: "")
  }

  private func links(_ wikitext: String) throws -> [String] {
    try WikitextArticle.document("x " + wikitext).links.map { "\($0.kind) \($0.target)" }
  }

  private func fields(_ wikitext: String) throws -> [String] {
    try WikitextArticle.document("{{Infobox book\n\(wikitext)\n}} x").fields
      .map { "\($0.name)=\($0.value)" }
  }

  @Test(arguments: [
    ("'''Emma''' is a ''novel''.", "Emma is a novel."),
    ("one\ntwo\n\nthree", "one two\nthree"),
    ("== Plot ==\nShe.\n=== End ===\nHe.", "Plot\nShe.\nEnd\nHe."),
    ("* one\n* two\n# three\n: four", "one\ntwo\nthree\nfour"),
    ("a<!-- b [[c]] {{d}} -->e", "ae"), ("a <!-- not closed", "a"),
    ("a<ref>b</ref>c<ref name=x />d<ref name=\"y\">{{cite|[[e]]}}</ref>", "acd"),
    ("a <nowiki>[[b]] {{c}}</nowiki>", "a [[b]] {{c}}"),
    ("{{foo|bar}}a{{lang|fr|livre}} {{nowrap|b c}}", "alivre b c"),
    ("{{quote|to [[be]]|X}}", "to be"),
    ("5&nbsp;km &ndash; &eacute;&#39; &unknown;", "5 km – é' &unknown;"),
    ("[[a b|c]]s [[d]] [[Category:E]][[:Category:F]] [[fr:G]]", "cs d Category:F"),
    ("a\n{| class=x\n|-\n| cell\n{|\n|}\n|}\nb", "a\nb"),
    ("[[File:x.jpg|thumb|left|200px|A ''fine'' [[picture]]]]text", "A fine picture\ntext"),
    ("[[File:x.jpg|thumb|alt=Nothing]]text", "text"),
    ("see [http://x.org the site] or https://y.org/a, now", "see the site or https://y.org/a, now"),
    ("a [[ b ]", "a [[ b ]"), ("a {{b", "a {{b"), ("a }} b ]] c", "a }} b ]] c"),
    ("a [[b\nc]] d", "a [[b c]] d"), ("x {{{1}}} y", "x {} y"), ("__NOTOC__a__TOC__", "a"),
    ("''''a'''' '''''b'''''", "'a' b"), ("a < b <3 <i>c</i>", "a < b <3 c"), ("----\na", "a"),
    ("a\n== References ==\nb\n=== More ===\nc\n== Legacy ==\nd", "a\nLegacy\nd"),
    ("first<br>second<br/>third", "first second third"),
  ])
  func `text is what a reader sees`(wikitext: String, text: String) throws {
    #expect(try self.text(wikitext) == text)
  }

  @Test(arguments: [
    ("[[war and peace]]", "wiki War and peace"),
    ("[[War_and  Peace#Plot|it]]", "wiki War and Peace"),
    ("[[A%26B]]", "wiki A&B"), ("[[#Plot]] [[Emma (novel)]] [[emma (novel)#x]]", ""),
    ("[[Category:1815 novels|Emma]]", "category 1815 novels"),
    ("[[Kategorie:x]] [[:Kategorie:y]] [[Datei:z.png|[[Q]]]]", "wiki Q, category X"),
    ("[[Talk:A]] [[WP:B]] [[de:C]] [[wikt:d]] [[:fr:E]]", ""),
    ("[[Moreta: Dragonlady of Pern]]", "wiki Moreta: Dragonlady of Pern"),
    (
      "[https://x.org/a?b=c&d=e t] [[A]] [[A|again]] https://x.org/a?b=c&d=e",
      "external https://x.org/a?b=c&d=e, wiki A"
    ),
    ("<ref>[[A]] [http://b.org c]</ref>{{cite book|author=[[C]]}}{{Quote|[[D]]}}", "wiki D"),
    ("[//x.org/a b]", "external https://x.org/a"), ("[ftp://x.org b] [mailto:a@b c]", ""),
  ])
  func `links are the article's own, in one form`(wikitext: String, links: String) throws {
    #expect(try self.links(wikitext).joined(separator: ", ") == links)
  }

  @Test(arguments: [
    ("| author = [[Jane Austen|Austen]]<ref>x</ref> <!-- y -->", "author=Austen"),
    ("| Authors = A<br />B", "author=A;author=B"),
    (
      "| genre = {{plainlist|\n* [[Novel|Science fiction]]\n* Epic\n}}",
      "genre=Science fiction;genre=Epic"
    ),
    ("| genre = {{ubl|a|{{nowrap|b c}}}}", "genre=a;genre=b c"),
    ("| genre = {{hlist|a|b}}, c", "genre=a;genre=b;genre=c"),
    ("| genre =\n* a\n* b", "genre=a;genre=b"), ("| country = a\nb", "country=a b"),
    ("| pub_date = {{Start date|1815|12|23|df=y}}", "published=23 December 1815"),
    ("| release_date = {{start date|1815|12}}", "published=December 1815"),
    (
      "| publisher = Barnes &amp; Noble\n| publisher2 = Penguin",
      "publisher=Barnes & Noble;publisher2=Penguin"
    ),
    ("| name = Emma | image = x.jpg | caption = y | alt = z", ""),
    ("| isbn = {{ISBNT|0-1}}", "isbn=0-1"),
    ("| pages = 412{{efn|1}} | pages = 413", "pages=413"), ("| media_type = ", ""),
    ("| set_in = {{unknown|a}}", ""), ("| first | series = a = b", "series=a = b"),
  ])
  func `an infobox gives a field for each value`(wikitext: String, fields: String) throws {
    #expect(try self.fields(wikitext).joined(separator: ";") == fields)
  }

  /// Names, since the tests' own library takes minutes over arguments of megabytes.
  private static let hostile: [String: String] = [
    "templates": String(repeating: "{{", count: 50_000),
    "links": String(repeating: "[[", count: 50_000),
    "parameters": String(repeating: "{{a|", count: 25_000),
    "references": String(repeating: "<ref>", count: 25_000),
    "comments": String(repeating: "<!--", count: 25_000),
    "nowiki": String(repeating: "<nowiki>", count: 15_000),
    "crossed": String(repeating: "{{a|b=[[c|", count: 10_000),
    "nested": String(repeating: "[[a|{{b|", count: 12_000)
      + String(repeating: "}}]]", count: 12_000),
    "formats": String(repeating: "{{lang|x|", count: 10_000) + "y"
      + String(repeating: "}}", count: 10_000),
    "addresses": String(repeating: "[http://a", count: 10_000),
    "apostrophes": String(repeating: "'", count: 150_000),
    "tables": String(repeating: "{|\n", count: 15_000),
    "entities": String(repeating: "&amp;", count: 20_000),
    "lines": String(repeating: "[[A]]\n=", count: 15_000),
    "letters": String(repeating: "a", count: 150_000),
    "tags": String(repeating: "<a ", count: 30_000),
    "equals": "{{a|" + String(repeating: "=", count: 100_000),
    "bars": "{{a" + String(repeating: "|b=", count: 30_000) + "}}",
  ]

  @Test(arguments: hostile.keys.sorted())
  func `hostile wikitext takes time in proportion to its length`(name: String) throws {
    let text = try #require(Self.hostile[name])
    let start = ContinuousClock.now
    let dump = WikitextArticle.dump(WikitextArticle.page(text))
    let files = try WikitextArticle.imported(dump: dump)
    #expect(files.count == 1)
    // In debug and alone some 2 s at most, where time in its square would be many minutes.
    #expect(start.duration(to: .now) < .seconds(60))
  }
}
