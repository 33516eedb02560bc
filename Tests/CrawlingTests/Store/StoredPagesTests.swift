import Artifacts
import Crawling
import Foundation
import Testing
import TestSupport

@Suite struct StoredPagesTests {
  private let folder: TemporaryFolder
  private let urls = ["http://b.org/", "http://a.org/é", "http://a.org/B", "http://a.org/a"]

  init() throws {
    folder = try TemporaryFolder()
    try StoreSample.fill(folder.path, urls)
  }

  @Test func `pages are in bytewise order of their addresses`() throws {
    let pages = try StoredPages(store: folder.path).all
    #expect(
      pages.map(\.url) == ["http://a.org/B", "http://a.org/a", "http://a.org/é", "http://b.org/"])
  }

  @Test func `a page says where it is, and its digest is that of its body`() throws {
    let pages = try StoredPages(store: folder.path)
    for page in pages.all {
      let body = try pages.body(of: page)
      #expect(body.bytes == Array("<p>\(page.url)</p>".utf8))
      #expect(body.contentType == "text/html; charset=utf-8")
      #expect(page.sha256 == textDigest("<p>\(page.url)</p>"))
      #expect(page.fetched == "2023-11-14T22:13:20Z")
      var reader = try WARCReader(path: folder.file(page.warc), at: page.offset)
      let record = try #require(try reader.next())
      #expect(record.targetURI == page.url && record.length == page.length)
    }
  }

  @Test func `the store lists its pages and rejects, and the same ones after a night without news`()
    throws
  {
    let before = try folder.read("pages.tsv")
    let pages = try StoredPages(store: folder.path).all
    let table = try Table(contentsOf: folder.file("pages.tsv"))
    #expect(try table.column("url") == pages.map(\.url))
    #expect(try table.column("offset") == pages.map { "\($0.offset)" })
    #expect(try Table(contentsOf: folder.file("rejects.tsv")).count == 0)
    var store = try CrawlStore(path: folder.path, StoreSample.options)
    _ = try store.enqueue(urls.map { StoreSample.entry($0) }, refresh: true)
    for url in urls.dropLast() {
      try store.record(.unchanged([StoreSample.notModified(url)]), of: url)
    }
    try store.record(.rejected(code: "timeout", detail: "slow; wait"), of: urls[3])
    try store.close()
    #expect(try folder.read("pages.tsv") == before)
    #expect(
      try folder.read("rejects.tsv")
        == "input\treason\tdetail\nhttp://a.org/a\ttimeout\tslow; wait\n")
  }

  @Test func `a body above the limit is an error`() throws {
    let pages = try StoredPages(store: folder.path)
    let error = fileError { _ = try pages.body(of: pages.all[0], limit: 5) }
    #expect(error?.problem.contains("cannot be decoded") == true)
  }

  @Test func `a WARC file that was changed or lost is an error with the place`() throws {
    let pages = try StoredPages(store: folder.path)
    let page = pages.all[0]
    var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(page.warc)))
    bytes[page.offset + 200] ^= 1
    try folder.write(bytes, to: page.warc)
    #expect(fileError { _ = try pages.body(of: page) }?.kind == .malformed)
    var moved = page
    moved.offset = pages.all[1].offset
    #expect(
      fileError { _ = try pages.body(of: moved) }?.problem
        == "byte \(moved.offset): the answer of \(page.url) is not here")
    try FileManager.default.removeItem(atPath: folder.file(page.warc))
    #expect(fileError { _ = try pages.body(of: page) }?.kind == .missing)
  }

  @Test func `pages can be read while a fetch is running`() throws {
    var store = try CrawlStore(path: folder.path, StoreSample.options)
    _ = try store.enqueue([StoreSample.entry("http://c.org/")], refresh: false)
    try store.record(.fetched([StoreSample.answer("http://c.org/", "new")]), of: "http://c.org/")
    let pages = try StoredPages(store: folder.path)
    let page = try #require(pages.all.last)
    #expect(page.url == "http://c.org/")
    #expect(!page.warc.hasSuffix(".open"))
    #expect(try pages.body(of: page).bytes == Array("new".utf8))
  }

  @Test func `a page that is missing on two nights is no longer one, until it comes back`() throws {
    let url = "http://a.org/a"
    func night(_ outcome: FetchOutcome) throws -> [String] {
      var store = try CrawlStore(path: folder.path, StoreSample.options)
      _ = try store.enqueue([StoreSample.entry(url)], refresh: true)
      try store.record(outcome, of: url)
      try store.close()
      return try StoredPages(store: folder.path).all.map(\.url)
    }
    let gone = FetchOutcome.rejected(code: "http-404", detail: "no such page")
    #expect(try night(gone).contains(url))
    #expect(try night(gone).contains(url), "it is still the same night")
    let database = folder.file("frontier.sqlite")
    let sql = "UPDATE url SET missing_first = missing_first - 86400"
    guard try Command.run("/usr/bin/env", ["sqlite3", database, sql]).status == 0 else {
      return print("Not tested: a page missing on two nights; no sqlite3 here")
    }
    #expect(try !night(gone).contains(url))
    #expect(try night(.rejected(code: "timeout", detail: "x")).count == 3)
    #expect(try night(.unchanged([StoreSample.notModified(url)])).contains(url))
    #expect(try night(gone).contains(url))
  }

  @Test func `a folder that is no store is an error`() throws {
    let error = fileError { _ = try StoredPages(store: folder.file("warc")) }
    #expect(error?.kind == .missing)
    #expect(!StoredPages.isStore(folder.file("warc")))
    #expect(StoredPages.isStore(folder.path))
  }
}
