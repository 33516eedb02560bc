import Artifacts
import Crawling
import Foundation
import TestSupport
import Testing

/// WARC files of other programs as inputs.
@Suite struct WARCSourceTests {
  /// A record with its own length.
  private func record(_ type: String, _ url: String, _ block: String) -> String {
    "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(url)\r\n"
      + "WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Length: \(block.utf8.count)\r\n\r\n"
      + "\(block)\r\n\r\n"
  }

  private func answer(_ status: String, _ type: String, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\n\r\n\(body)"
  }

  private var warc: String {
    let article = """
      <html><head><link rel="canonical" href="https://en.wikipedia.org/wiki/Emma"></head><body>
      <h1 id="firstHeading">Emma</h1><div id="mw-content-text"><div class="mw-parser-output">
      <p>Emma is a novel by Jane Austen.</p></div></div></body></html>
      """
    return record("warcinfo", "", "software: test\r\n")
      + record(
        "response", "https://en.wikipedia.org/wiki/Emma", answer("200 OK", "text/html", article))
      + record("response", "https://en.wikipedia.org/a.png", answer("200 OK", "image/png", "x"))
      + record(
        "response", "https://en.wikipedia.org/wiki/Gone", answer("404 Gone", "text/html", "x"))
  }

  private func tables(_ path: String) throws -> CrawlTables {
    CrawlTables(try importFiles(inputFiles([path]), threads: 2))
  }

  @Test(arguments: ["plain", "gzip", "zip"])
  func `answers are pages, errors rejects, and media passed over`(form: String) throws {
    let folder = try TemporaryFolder()
    var path = try folder.write(warc, to: "a.warc")
    if form == "gzip" {
      #expect(try Command.run("/usr/bin/env", ["gzip", path]).status == 0)
      path += ".gz"
    } else if form == "zip" {
      var zip = ZipWriter()
      zip.add("a.warc", Data(warc.utf8))
      path = try folder.write(zip.data, to: "a.zip")
    }
    let tables = try tables(path)
    #expect(tables.documents.map(\.id) == ["en:Emma"])
    #expect(tables.rejects.map(\.reason) == ["http-404"])
    let page = try #require(tables.pages.first { $0[0] == "en:Emma" })
    #expect(page[4] == "2026-01-02T03:04:05Z")
    #expect(page[5] == "200")
  }

  @Test func `a damaged file is an error with its place`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(String(warc.dropLast(30)), to: "a.warc")
    let error = try #require(throws: FileError.self) { try tables(path) }
    #expect(error.kind == .malformed)
  }
}
