import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

@Suite struct `MediaWiki dumps` {
  private func imported(_ pages: String, _ options: InputOptions = .init()) throws -> CrawlTables {
    CrawlTables(
      try WikitextArticle.imported(dump: WikitextArticle.dump(pages), options: options))
  }

  private func failure(_ dump: String) -> FileError? {
    fileError { _ = try WikitextArticle.imported(dump: dump) }
  }

  @Test func `a page becomes a document with its address, time and digest`() throws {
    let tables = try imported(WikitextArticle.page("A [[b]] & \"c\" <i>d</i>.", title: "Emma & Co"))
    let document = try #require(tables.documents.first)
    #expect(document.id == "en:Emma_&_Co" && document.title == "Emma & Co")
    #expect(document.url == "https://en.wikipedia.org/wiki/Emma_%26_Co")
    #expect(document.published == "2026-10-01T01:02:03Z")
    #expect(document.text == "A b & \"c\" d.")
    let page = try #require(tables.pages.first)
    #expect(page[2...3] == ["wikipedia", "mediawiki-xml"] && page[6].count == 64)
    #expect(page.last == "file=dump.xml#7")
  }

  @Test func `redirects, talk and pages without the template are counted and left out`() throws {
    var options = InputOptions()
    options.templates = ["Infobox_Book"]
    let redirect = WikitextArticle.page("#REDIRECT [[A]]", title: "R")
      .replacing("<id>7</id>", with: "<id>7</id><redirect title=\"A\" />")
    let pages =
      redirect + WikitextArticle.page("talk", title: "Talk:A", namespace: 1)
      + WikitextArticle.page("Infobox book [[x]]", title: "B")
      + WikitextArticle.page("<!-- {{Infobox book|a=b}} --> x", title: "C")
      + WikitextArticle.page("{{ infobox\nbook |author=X}} [[y]]", title: "D")
      + WikitextArticle.page("{{Infobox book|author=X}}", title: "User:E", namespace: 2)
    let tables = try imported(pages, options)
    #expect(tables.documents.map(\.title) == ["D"])
    #expect(
      tables.rejects.map(\.reason) == [
        "other-namespaces", "other-templates", "redirects", "other-namespace", "other-template",
      ])
    #expect(tables.rejects.allSatisfy { $0.detail.contains("; ") })
  }

  @Test func `the first of several templates is the infobox, and any if none is asked for`() throws
  {
    let text = "{{Infobox film|country=F}} {{Infobox book|country=B}} x"
    #expect(try WikitextArticle.document(text).fields == [.init("country", "F")])
    var options = InputOptions()
    options.templates = ["Infobox person", "Infobox book"]
    let tables = try imported(WikitextArticle.page(text), options)
    #expect(tables.documents.first?.fields == [.init("country", "B")])
  }

  @Test func `another wiki than Wikipedia has its database for a prefix`() throws {
    let dump = WikitextArticle.dump(WikitextArticle.page("x [[y]]"), host: "wiki.example.org")
    let document = try #require(
      WikitextArticle.imported(dump: dump).first?.documents.first)
    #expect(document.id == "enwiki:Emma_(novel)")
    #expect(document.url == "https://wiki.example.org/wiki/Emma_(novel)")
  }

  @Test func `of several revisions the last counts`() throws {
    let revision =
      "<revision><timestamp>2027-01-01T00:00:00Z</timestamp><text>new</text></revision>"
    let page = WikitextArticle.page("old").replacing("</page>", with: revision + "</page>")
    let document = try #require(try imported(page).documents.first)
    #expect(document.text == "new" && document.published == "2027-01-01T00:00:00Z")
  }

  @Test func `a dump that was cut off is an error`() throws {
    let dump = WikitextArticle.dump(WikitextArticle.page("x [[y]]"))
    let error = try #require(failure(String(dump.dropLast(15))))
    #expect(error.kind == .malformed && error.problem.contains("whole MediaWiki dump"))
    #expect(error.remedy.contains("checksum") && error.line != nil)
  }

  @Test func `bzip2 that was cut off is an error`() throws {
    let folder = try TemporaryFolder()
    let text = (0..<20_000).map { "word\($0 &* 7919 % 10_007)" }.joined(separator: " ")
    let path = try folder.write(WikitextArticle.dump(WikitextArticle.page(text)), to: "d.xml")
    try #require(try Command.run("/usr/bin/env", ["bzip2", path]).status == 0)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path + ".bz2"))
    try folder.write(whole.prefix(whole.count * 2 / 3), to: "d.xml.bz2")
    let error = fileError {
      _ = try importFiles(inputFiles([folder.file("d.xml.bz2")]), threads: 1)
    }
    #expect(error?.kind == .malformed)
  }

  @Test func `a dump without pages is a reject`() throws {
    #expect(try imported("").rejects.map(\.reason) == ["empty-dump"])
  }

  @Test func `entities of a document type are refused before they grow`() throws {
    let entities = (0..<20).map { "<!ENTITY e\($0 + 1) \"&e\($0);&e\($0);&e\($0);\">" }.joined()
    let dump = WikitextArticle.dump(WikitextArticle.page("x")).replacing(">x<", with: ">&e20;<")
    let bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE mediawiki [<!ENTITY e0 \"lol\">\(entities)]>" + dump
    // A document type is no start of a dump, and with a dump's start it is no XML.
    let folder = try TemporaryFolder()
    let path = try folder.write(bomb, to: "bomb.xml")
    let files = try importFiles(inputFiles([path]), threads: 1)
    #expect(files.allSatisfy { $0.documents.isEmpty && !$0.rejects.isEmpty })
    #expect(failure(dump)?.kind == .malformed)
  }

  @Test func `a text beyond every limit is a reject, and the others are read`() throws {
    let long = WikitextArticle.page(String(repeating: "abcdefgh ", count: 2 << 20), title: "Long")
    let tables = try imported(long + WikitextArticle.page("short"))
    #expect(tables.documents.map(\.text) == ["short"])
    #expect(tables.rejects.map(\.reason) == ["too-large"])
  }

  @Test func `the seed's way takes what it took and no more`() throws {
    var options = InputOptions()
    options.templates = ["Infobox book"]
    options.isSeedCompatible = true
    let pages =
      WikitextArticle.page(
        "<!-- {{Infobox book|a=b}} --> [[X]] [[X]] [[y_z|t]]", title: "Draft:A", namespace: 118)
      + WikitextArticle.page("{{Infobox_book|a=b}}", title: "B")
    let tables = try imported(pages, options)
    let document = try #require(tables.documents.first)
    #expect(tables.documents.count == 1 && document.title == "Draft:A")
    #expect(document.links.map(\.target) == ["X", "X", "y_z"])
    #expect(document.fields == [.init("a", "b")])
  }
}
