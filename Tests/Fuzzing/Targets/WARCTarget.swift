import Artifacts
import Crawling

extension FuzzTarget {
  /// WARC files of whichever program: ``WARCReader``.
  static let warc = FuzzTarget(
    "warc",
    law:
      "records stand one behind the other, and it does not matter in which pieces the file is read",
    seeds: [
      record("warcinfo", "software: x\r\n") + record("response", answer),
      record("resource", "<p>x", "Content-Type: text/html\r\n"),
      record("revisit", "HTTP/1.1 304 Not Modified\r\n\r\n").replacing("\r\n", with: "\n"),
    ],
    words: [
      "WARC/1.0\r\n", "WARC/1.1\r\n", "\r\n", "\n", "\r\n\r\n", "Content-Length: ", "WARC-Type: ",
      "response", "resource", "WARC-Target-URI: ", "<http://a/>", "WARC-Date: ",
      "HTTP/1.1 200 OK\r\n",
      "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "4\r\nabcd\r\n", "0\r\n\r\n",
      "fffffff",
      ":", " ", "\t",
    ]
  ) { bytes throws(Violation) in
    let whole = read(bytes, pieces: max(bytes.count, 1))
    try require(read(bytes, pieces: 7) == whole, "in pieces of 7 bytes it is another file")
    var place = 0
    for record in whole.records {
      try require(record.offset >= place && record.length >= 0, "a record at \(record.offset)")
      place = record.offset + record.length
    }
    try require(place <= bytes.count, "a record ends behind the file")
    try require(whole.problem.isEmpty || whole.problem.contains(";"), whole.problem)
    return "\(min(whole.records.count, 4)) \(whole.records.map(\.page).prefix(2)) "
      + String(whole.problem.split(separator: ":").last ?? "")
  }

  /// What of a record can be compared.
  private struct Found: Equatable {
    var offset: Int
    var length: Int
    var type: String
    var block: [UInt8]
    var page: String
  }

  private struct File: Equatable {
    var records: [Found] = []
    var problem = ""
  }

  private static func read(_ bytes: [UInt8], pieces: Int) -> File {
    var rest = bytes[...]
    var file = File()
    do throws(FileError) {
      var reader = try WARCReader(name: "f", limit: 1 << 15) { () throws(FileError) in
        defer { rest = rest.dropFirst(pieces) }
        return rest.isEmpty ? nil : Array(rest.prefix(pieces))
      }
      while let record = try reader.next() {
        file.records.append(
          Found(
            offset: record.offset, length: record.length, type: record.type, block: record.block,
            page: page(of: record)))
      }
    } catch {
      file.problem = "\(error)"
    }
    return file
  }

  private static func page(of record: WARCRecord) -> String {
    do throws(ContentDecodingError) {
      return try record.page(limit: 1 << 15).map { "\($0.status) \($0.body.isEmpty)" } ?? "none"
    } catch {
      return "\(error)"
    }
  }

  private static let answer =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n"

  private static func record(_ type: String, _ block: String, _ head: String = "") -> String {
    "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Target-URI: http://a/\r\nWARC-Date: 2026-11-21T06:49:09Z\r\n"
      + "\(head)Content-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
  }
}
