import Artifacts
import Crawling
import Foundation
import Testing
import TestSupport

@Suite struct CrawlStoreTests {
  private let folder: TemporaryFolder
  private let urls = (0..<4).map { "http://example.org/\($0)" }

  init() throws { folder = try TemporaryFolder() }

  private func open(_ options: StoreOptions = StoreSample.options) throws -> CrawlStore {
    try CrawlStore(path: folder.path, options)
  }

  private func pages() throws -> [StoredPage] { try StoredPages(store: folder.path).all }

  @Test func `a page behind redirects has the address that answered`() throws {
    var store = try open()
    _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: false)
    let redirect = StoreSample.answer(urls[0], "", status: 301, headers: ["Location: /1"])
    try store.record(.fetched([redirect, StoreSample.answer(urls[1], "page")]), of: urls[0])
    let page = try #require(try pages().first)
    #expect(page.url == urls[0])
    #expect(page.finalURL == urls[1])
    #expect(page.status == 200)
    #expect(try StoredPages(store: folder.path).body(of: page).bytes == Array("page".utf8))
  }

  @Test func `an unchanged page stays as it was, to its time and place`() throws {
    try StoreSample.fill(folder.path, [urls[0]])
    let before = try pages()
    for outcome: FetchOutcome in [
      .unchanged([StoreSample.notModified(urls[0])]),
      .fetched([StoreSample.answer(urls[0], "<p>\(urls[0])</p>", sent: 1_700_000_500_000)]),
    ] {
      var store = try open()
      _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: true)
      try store.record(outcome, of: urls[0])
      try store.close()
      #expect(try pages() == before)
    }
  }

  @Test func `a page that is only compressed differently stays, and its new marks are kept`() throws
  {
    let text = Array(String(repeating: "<p>Hello</p>", count: 100).utf8)
    let plain = StoreSample.answer(urls[0], text, headers: ["Content-Type: text/html"])
    let packed = StoreSample.answer(
      urls[0], try StoreSample.gzip(text), etag: "\"2\"", sent: 1_700_000_500_000,
      headers: ["Content-Encoding: gzip"])
    do {
      var store = try open()
      _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: false)
      try store.record(.fetched([plain]), of: urls[0])
      try store.close()
    }
    let before = try pages()
    do {
      var store = try open()
      _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: true)
      try store.record(.fetched([packed]), of: urls[0])
      try store.close()
    }
    #expect(try pages() == before)
    var store = try open()
    _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: true)
    #expect(try store.pending(group: "example.org", limit: 1).first?.etag == "\"2\"")
  }

  @Test(arguments: ["0 results<br>\nthe page", "00:\n", "4\r\nWiki\r\n0\r\n\r\n"])
  func `a body that came in chunks is what was in them, however it begins`(body: String) throws {
    var store = try open()
    _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: false)
    let answer = StoreSample.answer(
      urls[0], body, headers: ["Content-Type: text/html", "Transfer-Encoding: chunked"])
    try store.record(.fetched([answer]), of: urls[0])
    try store.close()
    let page = try #require(try pages().first)
    #expect(try StoredPages(store: folder.path).body(of: page).bytes == Array(body.utf8))
  }

  @Test func `a changed page replaces the old one, and a failure does not`() throws {
    var store = try open()
    _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: false)
    try store.record(.fetched([StoreSample.answer(urls[0], "old")]), of: urls[0])
    try store.record(.fetched([StoreSample.answer(urls[0], "new")]), of: urls[0])
    let page = try #require(try pages().first)
    #expect(try StoredPages(store: folder.path).body(of: page).bytes == Array("new".utf8))
    try store.record(.fetched([StoreSample.answer(urls[0], "gone", status: 410)]), of: urls[0])
    #expect(try pages() == [page])
    try store.record(.rejected(code: "http-410", detail: "gone"), of: urls[0])
    #expect(try pages() == [page])
    #expect(
      try StoredPages(store: folder.path).rejects == [Reject(urls[0], "http-410", "gone")])
  }

  @Test(arguments: [1, 3])
  func `outcomes kept together are what they are one by one`(threads: Int) throws {
    let outcomes: [FetchOutcome] = [
      .fetched([StoreSample.answer(urls[0], "a"), StoreSample.answer(urls[0] + "b", "b")]),
      .rejected(code: "HTTP_404", detail: "gone"), .fetched([StoreSample.answer(urls[2], "c")]),
      .retry(code: "TIMEOUT", detail: "slow", notBefore: 2000),
    ]
    var stores: [[StoredPage]] = []
    for isTogether in [true, false] {
      let path = folder.file("store-\(isTogether)")
      var options = StoreSample.options
      options.threads = threads
      // Records name their file, whose name has the second in it: the length of a record depends on it.
      options.clock = { Timestamp(milliseconds: 1_700_000_000_000) }
      var store = try CrawlStore(path: path, options)
      _ = try store.enqueue(urls.map { StoreSample.entry($0) }, refresh: false)
      let all = zip(outcomes, urls).map { AddressOutcome($0, of: $1) }
      for batch in isTogether ? [all] : all.map({ [$0] }) { try store.record(batch) }
      #expect(try store.pending(group: "example.org", limit: 9).map(\.url) == [urls[3]])
      try store.close()
      #expect(try StoreVerification(store: path, deep: true).problems == [])
      let pages = try StoredPages(store: path)
      #expect(pages.rejects.map(\.input) == [urls[1]])
      let bodies = try pages.all.map { try pages.body(of: $0).bytes }
      #expect(bodies == [Array("b".utf8), Array("c".utf8)])
      stores.append(
        pages.all.map { page in
          var page = page
          page.warc = ""
          return page
        })
    }
    #expect(stores[0] == stores[1])
  }

  @Test func `the store is its owner's alone`() throws {
    try StoreSample.fill(folder.file("store"), urls)
    for (name, mode) in [("store", 0o700), ("store/warc", 0o700), ("store/lock", 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
      #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
    }
  }

  @Test func `a full WARC file is followed by another`() throws {
    var options = StoreSample.options
    options.largestWARC = 1
    try StoreSample.fill(folder.path, urls, options)
    let warcs = try StoreSample.warcs(folder.path)
    #expect(warcs.count == 4)
    #expect(warcs.allSatisfy { $0.hasSuffix(".warc.gz") })
    for warc in warcs {
      #expect(try StoreSample.records(warc).map(\.type) == ["warcinfo", "request", "response"])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("index")).count == 4)
    #expect(try pages().map(\.url) == urls)
  }

  @Test func `a run without an answer makes no WARC file`() throws {
    var store = try open()
    _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: false)
    try store.record(.rejected(code: "X", detail: "x"), of: urls[0])
    try store.close()
    #expect(try StoreSample.warcs(folder.path).isEmpty)
  }

  @Test func `a tail that was not committed is cut off, wherever the last record is torn`() throws {
    do {
      var store = try open()
      _ = try store.enqueue(urls.map { StoreSample.entry($0) }, refresh: false)
      for url in urls.prefix(2) {
        try store.record(.fetched([StoreSample.answer(url)]), of: url)
      }
    }
    let open = try #require(try StoreSample.warcs(folder.path).first)
    #expect(open.hasSuffix(".open"))
    let whole = try Data(contentsOf: URL(fileURLWithPath: open))
    let tail = try StoreSample.gzip(Array("WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n".utf8))
    for length in stride(from: 0, through: tail.count, by: 1) {
      let copy = try TemporaryFolder()
      try FileManager.default.removeItem(atPath: copy.path)
      try FileManager.default.copyItem(atPath: folder.path, toPath: copy.path)
      let torn = open.replacing(folder.path, with: copy.path)
      try (whole + tail.prefix(length)).write(to: URL(fileURLWithPath: torn))
      try CrawlStore(path: copy.path, StoreSample.options).close()
      let closed = String(torn.dropLast(".open".count))
      #expect(try Data(contentsOf: URL(fileURLWithPath: closed)) == whole)
      #expect(try StoreVerification(store: copy.path, deep: true).problems == [])
    }
  }

  @Test func `a WARC file that lost what was committed is an error`() throws {
    do {
      var store = try open()
      _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: false)
      try store.record(.fetched([StoreSample.answer(urls[0])]), of: urls[0])
    }
    let warc = try #require(try StoreSample.warcs(folder.path).first)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: warc))
    try bytes.dropLast(3).write(to: URL(fileURLWithPath: warc))
    let error = fileError { _ = try open() }
    #expect(error?.kind == .malformed)
    #expect(error?.problem == "is 3 bytes shorter than the frontier says")
  }

  @Test func `a second run on the store is told at once`() throws {
    let store = try open()
    let error = fileError { _ = try open() }
    #expect(error?.kind == .locked)
    #expect(error?.description.contains("another run is writing this store; wait for it") == true)
    try store.close()
    _ = try open()
  }

  @Test func `a disk with less than the floor left is an error before anything is written`() throws
  {
    var options = StoreSample.options
    options.freeSpaceFloor = .max
    var store = try open(options)
    _ = try store.enqueue([StoreSample.entry(urls[0])], refresh: false)
    let error = fileError { try store.record(.fetched([StoreSample.answer(urls[0])]), of: urls[0]) }
    #expect(error?.kind == .inputOutput)
    #expect(error?.remedy == "free some space and run again")
    #expect(try StoreSample.warcs(folder.path).isEmpty)
  }

  @Test func `a database that is none, or of a newer version, is an error`() throws {
    try folder.write("no database, but longer than a header would be", to: "frontier.sqlite")
    #expect(fileError { _ = try open() }?.kind == .malformed)
    try FileManager.default.removeItem(atPath: folder.file("frontier.sqlite"))
    try StoreSample.fill(folder.path, [])
    let sql = "INSERT INTO grdb_migrations VALUES ('999')"
    let result = try Command.run("/usr/bin/env", ["sqlite3", folder.file("frontier.sqlite"), sql])
    guard result.status == 0 else { return print("Not tested: a newer version; no sqlite3 here") }
    let error = fileError { _ = try open() }
    #expect(error?.problem == "was written by a newer version of this program")
  }
}
