import Crawling
import Foundation
import Testing
import TestSupport

/// The records of an answer as a store writes them.
@Suite struct CaptureRecordsTests {
  private let folder: TemporaryFolder
  private static let url = "http://example.org/"

  init() throws { folder = try TemporaryFolder() }

  private func written(_ outcomes: [FetchOutcome]) throws -> [WARCRecord] {
    var store = try CrawlStore(path: folder.path, StoreSample.options)
    _ = try store.enqueue([StoreSample.entry(Self.url)], refresh: true)
    for outcome in outcomes { try store.record(outcome, of: Self.url) }
    try store.close()
    return try StoreSample.warcs(folder.path).flatMap { try StoreSample.records($0) }
  }

  @Test func `an answer is a request and a response that name each other`() throws {
    let answer = StoreSample.answer(Self.url)
    let records = try written([.fetched([answer])])
    #expect(records.map(\.type) == ["warcinfo", "request", "response"])
    let (information, request, response) = (records[0], records[1], records[2])
    #expect(request.block == answer.requestHead)
    #expect(response.block == answer.responseHead + answer.body)
    #expect(response.head["WARC-Concurrent-To"] == request.head["WARC-Record-ID"])
    #expect(request.head["WARC-Concurrent-To"] == response.head["WARC-Record-ID"])
    for record in [request, response] {
      #expect(record.head["WARC-Warcinfo-ID"] == information.head["WARC-Record-ID"])
      #expect(record.head["WARC-IP-Address"] == "127.0.0.1")
      #expect(record.head["WARC-Date"] == "2023-11-14T22:13:20.123Z")
      #expect(record.targetURI == Self.url)
    }
    #expect(records.allSatisfy { $0.isMember && $0.head.firstLine == "WARC/1.1" })
  }

  @Test func `ids are UUIDs of version 8, and no two are the same`() throws {
    let records = try written([
      .fetched([StoreSample.answer(Self.url), StoreSample.answer(Self.url + "b")])
    ])
    let ids = records.compactMap { $0.head["WARC-Record-ID"] }
    #expect(Set(ids).count == 5)
    let form = /<urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}>/
    #expect(ids.allSatisfy { $0.wholeMatch(of: form) != nil })
  }

  @Test func `the file begins with who wrote it, and how`() throws {
    let information = try written([.fetched([StoreSample.answer(Self.url)])])[0]
    let text = String(decoding: information.block, as: UTF8.self)
    #expect(text.contains("software: kindred/1.0\r\n"))
    #expect(text.contains("robots: obey\r\n"))
    #expect(
      text.contains("http-header-user-agent: kindred/1.0 (me@example.org) libcurl/7.88.1\r\n"))
    let name = try #require(try StoreSample.warcs(folder.path).first).split(separator: "/").last
    #expect(information.head["WARC-Filename"] == name.map(String.init))
  }

  @Test func `the head over HTTP 2 is written as HTTP 1, and the transfer coding left out`() throws
  {
    var answer = StoreSample.answer(Self.url)
    answer.responseHead = Array(
      "HTTP/2 404 \r\ncontent-type: text/html\r\nTransfer-Encoding: chunked,\r\n x\r\nx: y\r\n\r\n"
        .utf8)
    answer.status = 404
    let response = try #require(try written([.fetched([answer])]).last)
    let head = "HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\nx: y\r\n\r\n"
    #expect(response.block == Array(head.utf8) + answer.body)
    #expect(response.head["WARC-Protocol"] == "h2")
  }

  @Test func `an answer 304 is a revisit that refers to the page`() throws {
    let page = StoreSample.answer(Self.url)
    let records = try written([
      .fetched([page]), .unchanged([StoreSample.notModified(Self.url)]),
    ])
    let revisit = try #require(records.last)
    #expect(revisit.type == "revisit")
    #expect(
      revisit.head["WARC-Profile"]
        == "http://netpreserve.org/warc/1.1/revisit/server-not-modified")
    #expect(revisit.head["WARC-Refers-To-Target-URI"] == Self.url)
    #expect(revisit.head["WARC-Refers-To-Date"] == "2023-11-14T22:13:20.123Z")
    #expect(revisit.head["WARC-Payload-Digest"] == records[2].head["WARC-Payload-Digest"])
    #expect(revisit.block == StoreSample.notModified(Self.url).responseHead)
  }

  @Test func `the same body again is a revisit without the body`() throws {
    let again = StoreSample.answer(Self.url, sent: 1_700_000_500_000)
    let records = try written([.fetched([StoreSample.answer(Self.url)]), .fetched([again])])
    let revisit = try #require(records.last)
    #expect(revisit.type == "revisit")
    #expect(
      revisit.head["WARC-Profile"]
        == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
    #expect(revisit.block == again.responseHead)
  }

  @Test func `the same body under another address is a response`() throws {
    let moved = StoreSample.answer(Self.url + "moved", sent: 1_700_000_500_000)
    let records = try written([.fetched([StoreSample.answer(Self.url)]), .fetched([moved])])
    #expect(records.last?.type == "response")
  }

  @Test func `an answer 304 without a page before is a response`() throws {
    #expect(try written([.unchanged([StoreSample.notModified(Self.url)])]).last?.type == "response")
  }

  @Test func `control characters of an address do not break the head`() throws {
    let url = "http://example.org/a\r\nWARC-Type: resource\tb"
    let answer = StoreSample.answer(url)
    let records = try written([.fetched([answer])])
    #expect(records.map(\.type) == ["warcinfo", "request", "response"])
    #expect(records[2].targetURI == "http://example.org/a  WARC-Type: resource b")
  }
}
