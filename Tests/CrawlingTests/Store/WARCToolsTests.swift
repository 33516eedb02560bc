import Crawling
import Foundation
import Testing
import TestSupport

/// What another implementation, the Python package warcio, makes of our files (acceptance check 22).
@Suite struct WARCToolsTests {
  /// The path of `warcio`, installed into the build folder where the package index can be reached.
  private func warcio() throws -> String? {
    let home = projectFolder + "/.build/warcio-venv"
    let path = home + "/bin/warcio"
    if !FileManager.default.fileExists(atPath: path) {
      let made = try Command.run("/usr/bin/env", ["python3", "-m", "venv", home])
      guard made.status == 0 else { return nil }
      _ = try Command.run(home + "/bin/pip", ["install", "--quiet", "warcio==1.8.1"])
    }
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  private func makeStore(_ path: String) throws {
    var store = try CrawlStore(path: path, StoreSample.options)
    let urls = (0..<5).map { "http://example.org/\($0)" }
    _ = try store.enqueue(urls.map { StoreSample.entry($0) }, refresh: false)
    let packed = try StoreSample.gzip(Array("<p>packed</p>".utf8))
    let redirect = StoreSample.answer(urls[2], "", status: 302, headers: ["Location: /x"])
    for (url, outcome) in [
      (urls[0], FetchOutcome.fetched([StoreSample.answer(urls[0])])),
      (urls[0], .unchanged([StoreSample.notModified(urls[0])])),
      (urls[0], .fetched([StoreSample.answer(urls[0], sent: 1_700_000_200_000)])),
      (
        urls[1],
        .fetched([
          StoreSample.answer(
            urls[1], packed, headers: ["Content-Encoding: gzip", "Transfer-Encoding: chunked"])
        ])
      ),
      (urls[2], .fetched([redirect, StoreSample.answer("http://example.org/x")])),
      (urls[3], .fetched([StoreSample.answer(urls[3], "", status: 204, headers: [])])),
      (urls[4], .rejected(code: "robots-disallowed", detail: "x")),
    ] {
      try store.record(outcome, of: url)
    }
    try store.close()
  }

  @Test func `warcio finds every digest right and every answer that the frontier has`() throws {
    guard let warcio = try warcio() else {
      return print("Not tested: warcio cannot be installed here")
    }
    let folder = try TemporaryFolder()
    try makeStore(folder.path)
    let warc = try #require(try StoreSample.warcs(folder.path).first)
    let check = try Command.run(warcio, ["check", "-v", warc])
    #expect(check.status == 0, "\(check.standardOutput)\(check.standardError)")
    #expect(check.standardOutput.split(separator: "digest pass").count == 14)
    let index = try Command.run(warcio, ["index", "-f", "warc-type,offset,length", warc])
    let answers = index.standardOutput.split(separator: "\n").filter {
      $0.contains("response") || $0.contains("revisit") || $0.contains("resource")
    }
    #expect(answers.count == 7)
    #expect(try StoreVerification(store: folder.path, deep: true).records == 7)
    let ours = try StoreSample.records(warc).filter {
      $0.type == "response" || $0.type == "revisit"
    }
    for (line, record) in zip(answers, ours) {
      #expect(line.contains(#""offset": "\#(record.offset)""#))
      #expect(line.contains(#""length": "\#(record.length)""#))
    }
  }

  @Test func `files that warcio writes are read`() throws {
    guard let warcio = try warcio() else {
      return print("Not tested: warcio cannot be installed here")
    }
    let folder = try TemporaryFolder()
    try makeStore(folder.file("store"))
    let warc = try #require(try StoreSample.warcs(folder.file("store")).first)
    let copy = folder.file("copy.warc.gz")
    #expect(try Command.run(warcio, ["recompress", warc, copy]).status == 0)
    let (ours, theirs) = (try StoreSample.records(warc), try StoreSample.records(copy))
    #expect(ours.map(\.block) == theirs.map(\.block))
    #expect(ours.map(\.targetURI) == theirs.map(\.targetURI))
  }
}
