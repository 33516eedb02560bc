import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `Files with one JSON object a line` {
  private func imported(_ lines: [String], _ name: String = "a.ndjson") throws -> CrawlTables {
    let folder = try TemporaryFolder()
    let path = try folder.write(lines.joined(separator: "\n") + "\n", to: name)
    return CrawlTables(try importFiles(inputFiles([path]), threads: 2))
  }

  private func line(_ object: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  private func article(_ name: String, _ html: String, namespace: Int = 0) throws -> String {
    try line([
      "name": name, "identifier": 7, "date_modified": "2026-10-01T01:02:03Z",
      "url": "https://en.wikipedia.org/wiki/x", "namespace": ["identifier": namespace],
      "in_language": ["identifier": "en"], "categories": [["name": "Category:1815 novels"]],
      "article_body": ["html": html, "wikitext": "x"], "version": ["identifier": 9],
    ])
  }

  private let html = """
    <!DOCTYPE html><html prefix="mw: x"><head><title>Emma</title></head>
    <body lang="en" class="parsoid-body mw-parser-output"><section data-mw-section-id="0"><p>By
    <a rel="mw:WikiLink" href="./Jane_Austen" title="x">Jane</a>.</p></section></body></html>
    """

  @Test func `an article of Wikimedia Enterprise is read as a saved page`() throws {
    let tables = try imported([article("Emma (novel)", html)])
    let document = try #require(tables.documents.first, "\(tables.rejects)")
    #expect(document.id == "en:Emma_(novel)" && document.title == "Emma (novel)")
    #expect(document.url == "https://en.wikipedia.org/wiki/Emma_(novel)")
    #expect(document.published == "2026-10-01T01:02:03Z")
    #expect(document.text == "By Jane.")
    #expect(
      document.links == [
        .init(.wiki, "Jane Austen", anchor: "Jane"), .init(.category, "1815 novels"),
      ])
    #expect(tables.pages.first?.last == "file=a.ndjson:1")
  }

  @Test func `lines that cannot be used are rejects with their number`() throws {
    let tables = try imported([
      article("A", html), "{not json", "", article("Talk:A", html, namespace: 1), article("B", ""),
    ])
    #expect(tables.documents.count == 1)
    #expect(tables.rejects.map(\.input) == ["a.ndjson:2", "a.ndjson:4", "a.ndjson:5"])
    #expect(tables.rejects.map(\.reason) == ["bad-json", "other-namespace", "empty-article"])
  }

  @Test func `a tar.gz of them streams`() throws {
    let folder = try TemporaryFolder()
    let lines = try (0..<300).map { try article("Article \($0)", html) }
    try folder.write(lines.joined(separator: "\n"), to: "in/enwiki_0.ndjson")
    try folder.write(article("Other", html), to: "in/enwiki_1.ndjson")
    let tar = folder.file("enwiki.tar.gz")
    let made = try Command.run("/usr/bin/env", ["tar", "czf", tar, "-C", folder.file("in"), "."])
    try #require(made.status == 0)
    let tables = CrawlTables(try importFiles(inputFiles([tar]), threads: 2))
    #expect(tables.documents.count == 301 && tables.rejects.isEmpty)
  }

  @Test func `books of the reader of 2018 lose its stray blanks`() throws {
    let book: [String: Any] = [
      "title": "Emma  &  Co",
      "infobox": ["author": "A  &  B", "1": "< !-- x -- >", "pub_date": "1815"],
      "wikilinks": ["F & SF", "war_and peace#x", "Category:x", "File:y", "F & SF", "de:Z"],
      "external_links": ["http://x.org"], "modified": "2018-01-01T00:00:00Z", "characters": 7,
    ]
    let document = try #require(try imported([line(book)]).documents.first)
    #expect(document.id == "en:Emma_&_Co" && document.published == "2018-01-01T00:00:00Z")
    #expect(document.fields == [.init("author", "A & B"), .init("pub date", "1815")])
    #expect(
      document.links == [
        .init(.wiki, "F&SF"), .init(.wiki, "War and peace"), .init(.category, "X"),
        .init(.external, "http://x.org"),
      ])
  }
}
