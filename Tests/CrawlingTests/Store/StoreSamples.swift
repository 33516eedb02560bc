import Artifacts
import Crawling
import Foundation
import TestSupport

/// Answers, stores and compressed bytes for the tests of the store.
enum StoreSample {
  static var options: StoreOptions {
    var options = StoreOptions(
      software: "kindred/1.0", userAgent: "kindred/1.0 (me@example.org) libcurl/7.88.1")
    options.freeSpaceFloor = 0
    return options
  }

  /// An answer with a page.
  static func answer(
    _ url: String, _ body: String = "<p>Hello</p>", status: Int = 200, etag: String = "\"1\"",
    sent: Int = 1_700_000_000_123, headers: [String] = ["Content-Type: text/html; charset=utf-8"]
  ) -> HTTPRecord {
    answer(url, Array(body.utf8), status: status, etag: etag, sent: sent, headers: headers)
  }

  static func answer(
    _ url: String, _ body: [UInt8], status: Int = 200, etag: String = "\"1\"",
    sent: Int = 1_700_000_000_123, headers: [String]
  ) -> HTTPRecord {
    let lines = ["HTTP/1.1 \(status) Words"] + headers + ["", ""]
    return HTTPRecord(
      url: url, sent: sent, address: "127.0.0.1",
      requestHead: Array("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".utf8),
      responseHead: Array(lines.joined(separator: "\r\n").utf8), body: body, status: status,
      etag: etag)
  }

  /// The answer that a page is as it was.
  static func notModified(_ url: String, sent: Int = 1_700_000_100_000) -> HTTPRecord {
    answer(url, "", status: 304, etag: "", sent: sent, headers: ["ETag: \"1\""])
  }

  static func entry(_ url: String, group: String = "example.org") -> FrontierEntry {
    FrontierEntry(url: url, group: group)
  }

  /// A store with a page for each address.
  static func fill(_ path: String, _ urls: [String], _ options: StoreOptions = options) throws {
    var store = try CrawlStore(path: path, options)
    _ = try store.enqueue(urls.map { entry($0) }, refresh: false)
    for url in urls { try store.record(.fetched([answer(url, "<p>\(url)</p>")]), of: url) }
    try store.close()
  }

  /// The paths of the WARC files of a store.
  static func warcs(_ store: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: store + "/warc").sorted()
      .map { "\(store)/warc/\($0)" }
  }

  /// The records of a WARC file.
  static func records(_ path: String) throws -> [WARCRecord] {
    var reader = try WARCReader(path: path)
    var records: [WARCRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  /// What `gzip` makes of bytes.
  static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let file = try folder.write(Data(bytes), to: "plain")
    _ = try Command.run("/bin/gzip", ["-n", "-k", file])
    return Array(try Data(contentsOf: URL(fileURLWithPath: file + ".gz")))
  }
}
