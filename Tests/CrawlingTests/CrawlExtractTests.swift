import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

/// `crawl import` and `crawl extract` as a user runs them.
@Suite(.serialized) struct `Runs of crawl extract` {
  private static func page(_ title: String, _ text: String) -> String {
    """
    <html lang="en"><link rel="canonical" href="https://en.wikipedia.org/wiki/\(title)"><h1 \
    id="firstHeading">\(title)</h1><div id="mw-content-text"><p>\(text)</p></div></html>
    """
  }

  private func write(_ count: Int, to folder: TemporaryFolder) throws {
    for index in 0..<count {
      try folder.write(Self.page("Page \(index)", "text \(index)"), to: "pages/\(index).html")
    }
    try folder.write("no page", to: "pages/other.txt")
  }

  private func run(_ folder: TemporaryFolder, _ output: String, _ arguments: [String] = []) throws {
    let result = try Command.run(
      "crawl",
      ["import", "--input", folder.file("pages"), "--output", folder.file(output)] + arguments)
    #expect(result.status == 0, "\(result.standardError)")
  }

  private static let files = [
    "documents.tsv", "extracts.cache", "fields.tsv", "links.tsv", "pages.tsv", "rejects.tsv",
  ]

  private func contents(_ folder: TemporaryFolder, _ output: String) throws -> [Data] {
    try Self.files.map {
      try Data(contentsOf: URL(fileURLWithPath: folder.file("\(output)/\($0)")))
    }
  }

  @Test func `one worker, eight and none give the same bytes, twice`() throws {
    let folder = try TemporaryFolder()
    try write(40, to: folder)
    try run(folder, "one", ["--workers", "1"])
    let first = try contents(folder, "one")
    try run(folder, "one", ["--workers", "1"])
    #expect(try contents(folder, "one") == first)
    for (output, workers) in [("eight", "8"), ("none", "0")] {
      try run(folder, output, ["--workers", workers])
      #expect(try contents(folder, output) == first)
    }
    let records = try ["one", "eight"].map { try RunRecord.read(folder.file("\($0)/run.json")) }
    #expect(records[0].inputs == records[1].inputs && records[0].options == records[1].options)
    #expect(records[0].outputs == records[1].outputs)
  }

  @Test func `only what changed is read again`() throws {
    let folder = try TemporaryFolder()
    try write(5, to: folder)
    try run(folder, "out")
    // A cache with other words shows that it is used; a changed page does not use it.
    let path = folder.file("out/extracts.cache")
    var cache = try Data(contentsOf: URL(fileURLWithPath: path))
    for digit in ["1", "2"] {
      let range = try #require(cache.range(of: Data("text \(digit)".utf8)))
      cache.replaceSubrange(range, with: Data("TEXT \(digit)".utf8))
    }
    try cache.write(to: URL(fileURLWithPath: path))
    try folder.write(Self.page("Page 2", "new 2"), to: "pages/2.html")
    try run(folder, "out")
    let texts = try Table(contentsOf: folder.file("out/documents.tsv")).column("text")
    #expect(texts == ["text 0", "TEXT 1", "new 2", "text 3", "text 4"])
    try run(folder, "out", ["--from-scratch"])
    let anew = try Table(contentsOf: folder.file("out/documents.tsv")).column("text")
    #expect(anew == ["text 0", "text 1", "new 2", "text 3", "text 4"])
  }

  @Test func `a damaged cache is as none`() throws {
    let folder = try TemporaryFolder()
    try write(3, to: folder)
    try run(folder, "out")
    let first = try contents(folder, "out")
    try folder.write(first[1].prefix(first[1].count / 2), to: "out/extracts.cache")
    try run(folder, "out")
    #expect(try contents(folder, "out") == first)
    try folder.write("x", to: "out/extracts.cache")
    try run(folder, "out")
    #expect(try contents(folder, "out") == first)
  }

  @Test func `a crash is not kept`() throws {
    unsafe setenv("KINDRED_WORKER_FAULTS", "1", 1)
    let folder = try TemporaryFolder()
    try write(3, to: folder)
    try folder.write(Self.page("Bad", "kindred-abort"), to: "pages/bad.html")
    try run(folder, "out", ["--workers", "2"])
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv")).column("reason")
    #expect(rejects.sorted() == ["parser-crash", "unknown-format"])
    try run(folder, "out", ["--workers", "0"])
    #expect(try Table(contentsOf: folder.file("out/documents.tsv")).count == 4)
  }

  @Test func `a store is read, and a folder without one refused`() throws {
    let folder = try TemporaryFolder()
    let url = "https://en.wikipedia.org/wiki/Emma"
    var store = try CrawlStore(
      path: folder.file("store"), StoreOptions(software: "test", userAgent: "test"))
    _ = try store.enqueue([FrontierEntry(url: url, group: "wikimedia")], refresh: false)
    let answer = HTTPRecord(
      url: url, sent: 1_790_000_000_000, address: "127.0.0.1",
      requestHead: Array("GET /wiki/Emma HTTP/1.1\r\n\r\n".utf8),
      responseHead: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8),
      body: Array(Self.page("Emma", "text").utf8), status: 200)
    try store.record(.fetched([answer]), of: url)
    try store.close()
    let result = try Command.run(
      "crawl", ["extract", "--store", folder.file("store"), "--output", folder.file("out")])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try Table(contentsOf: folder.file("out/documents.tsv")).string(0, 0) == "en:Emma")
    let pages = try Table(contentsOf: folder.file("out/pages.tsv"))
    #expect(try pages.column("warc").allSatisfy { $0.hasPrefix("warc/") && $0.hasSuffix(".gz") })
    #expect(try pages.integers("offset").allSatisfy { $0 > 0 })
    let refused = try Command.run(
      "crawl", ["extract", "--store", folder.path, "--output", folder.file("other")])
    #expect(refused.status == 66)
  }
}
