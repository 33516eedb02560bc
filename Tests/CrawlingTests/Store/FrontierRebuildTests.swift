import Artifacts
import Crawling
import Foundation
import Testing
import TestSupport

@Suite struct FrontierRebuildTests {
  private let folder: TemporaryFolder
  private let urls = (0..<5).map { "http://example.org/\($0)" }

  /// A store of two nights: pages, a redirect, a revisit, a changed page, several WARC files.
  init() throws {
    folder = try TemporaryFolder()
    var options = StoreSample.options
    options.largestWARC = 2000
    let redirect = StoreSample.answer(urls[2], "", status: 301, headers: ["Location: /moved"])
    let packed = try StoreSample.gzip(Array("<p>packed</p>".utf8))
    let nights: [[(String, FetchOutcome)]] = [
      [
        (urls[0], .fetched([StoreSample.answer(urls[0], "old")])),
        (
          urls[1],
          .fetched([
            StoreSample.answer(
              urls[1], packed, etag: "",
              headers: ["Content-Encoding: gzip", "Last-Modified: Tue, 14 Nov 2023 22:13:20 GMT"])
          ])
        ),
        (urls[2], .fetched([redirect, StoreSample.answer("http://example.org/moved", "there")])),
        (urls[3], .rejected(code: "http-404", detail: "no such page")),
      ],
      [
        (urls[0], .fetched([StoreSample.answer(urls[0], "new", sent: 1_700_000_200_000)])),
        (urls[1], .unchanged([StoreSample.notModified(urls[1])])),
        (
          urls[2],
          .fetched([
            redirect,
            StoreSample.answer("http://example.org/moved", "there", sent: 1_700_000_300_000),
          ])
        ),
      ],
    ]
    for night in nights {
      var store = try CrawlStore(path: folder.path, options)
      _ = try store.enqueue(urls.prefix(4).map { StoreSample.entry($0) }, refresh: true)
      for (url, outcome) in night { try store.record(outcome, of: url) }
      try store.close()
    }
  }

  private func lose() throws {
    for name in folder.names where name.hasPrefix("frontier.sqlite") || name.hasSuffix(".cdxj") {
      try FileManager.default.removeItem(atPath: folder.file(name))
    }
  }

  private func indexes() throws -> [String] {
    try folder.names.filter { $0.hasSuffix(".cdxj") }.map { try folder.read($0) }
  }

  @Test func `a lost frontier is made anew from the WARC files`() throws {
    let (pages, before) = (try StoredPages(store: folder.path).all, try indexes())
    try lose()
    let found = try StoreVerification(store: folder.path, deep: true)
    #expect(found.problems == [])
    #expect(found.rebuilt == found.files)
    #expect(try StoredPages(store: folder.path).all == pages)
    #expect(try indexes() == before)
    #expect(try StoreVerification(store: folder.path, deep: true).rebuilt == 0)
  }

  @Test func `what was fetched is not fetched again, and is asked for with its marks`() throws {
    try lose()
    var store = try CrawlStore(path: folder.path, StoreSample.options)
    #expect(store.rebuilt > 1)
    let entries = urls.map { StoreSample.entry($0) }
    #expect(try store.enqueue(entries, refresh: false) == 2)
    #expect(try store.pendingGroups() == ["example.org"])
    #expect(try store.enqueue(entries, refresh: true) == 5)
    let pending = try store.pending(group: "example.org", limit: 9)
    let marks = Dictionary(uniqueKeysWithValues: pending.map { ($0.url, $0.lastModified) })
    #expect(marks[urls[1]] == "Tue, 14 Nov 2023 22:13:20 GMT")
    #expect(pending.count == 5)
  }

  @Test func `the log of a lost database does not come back`() throws {
    let pages = try StoredPages(store: folder.path).all
    try lose()
    try folder.write("stale", to: "frontier.sqlite-wal")
    #expect(try StoreVerification(store: folder.path, deep: true).problems == [])
    #expect(try StoredPages(store: folder.path).all == pages)
  }

  @Test func `of a damaged WARC file what comes before the damage is used`() throws {
    let warc = try #require(try StoreSample.warcs(folder.path).last)
    let records = try StoreSample.records(warc)
    let last = try #require(records.last)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: warc))
    bytes[last.offset + last.length - 6] ^= 1
    try bytes.write(to: URL(fileURLWithPath: warc))
    try lose()
    let found = try StoreVerification(store: folder.path, deep: true)
    #expect(!found.problems.isEmpty)
    #expect(found.problems.allSatisfy { $0.file == warc })
    #expect(try StoredPages(store: folder.path).all.count == 3)
    #expect(try Data(contentsOf: URL(fileURLWithPath: warc)) == bytes)
  }

  @Test func `a rebuild that was killed is continued`() throws {
    let pages = try StoredPages(store: folder.path).all
    try lose()
    // What a rebuild leaves that saw all files but the last.
    let hidden = try #require(try StoreSample.warcs(folder.path).last)
    try FileManager.default.moveItem(atPath: hidden, toPath: folder.file("hidden"))
    _ = try StoreVerification(store: folder.path, deep: false)
    try FileManager.default.moveItem(atPath: folder.file("hidden"), toPath: hidden)
    let found = try StoreVerification(store: folder.path, deep: true)
    #expect(found.problems == [])
    #expect(found.rebuilt == 1)
    #expect(try StoredPages(store: folder.path).all == pages)
  }

  @Test func `a store without its frontier says how to get it back`() throws {
    try lose()
    let error = fileError { _ = try StoredPages(store: folder.path) }
    #expect(error?.kind == .missing)
    #expect(error?.remedy == "run 'crawl verify', which makes it anew from the WARC files")
    let result = try Command.run("crawl", ["verify", "--store", folder.path])
    #expect(result.status == 0)
    #expect(result.standardError.contains("the frontier was lost, and is made anew from"))
  }
}
