import Artifacts
import Crawling
import Foundation
import Testing
import TestSupport

@Suite struct WARCReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static func record(_ type: String, _ url: String, _ block: String) -> [UInt8] {
    let head = [
      "WARC/1.0", "WARC-Type: \(type)", "WARC-Target-URI: \(url)",
      "WARC-Date: 2026-11-21T06:49:09Z",
      "Content-Length: \(block.utf8.count)", "", "",
    ]
    return Array((head.joined(separator: "\r\n") + block + "\r\n\r\n").utf8)
  }

  static let answers = (0..<3).map { number in
    record(
      "response", "<http://example.org/\(number)>",
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>\(number)</p>")
  }

  private func records(_ bytes: [UInt8], limit: Int = 1 << 20) throws -> [WARCRecord] {
    let path = try folder.write(Data(bytes), to: "a.warc")
    var reader = try WARCReader(path: path, limit: limit)
    var records: [WARCRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private func isWhole(_ records: [WARCRecord]) throws {
    #expect(records.map(\.targetURI) == (0..<3).map { "http://example.org/\($0)" })
    #expect(
      try records.map { try $0.page()?.body }
        == (0..<3).map { Array("<p>\($0)</p>".utf8) })
    #expect(records.allSatisfy { $0.type == "response" && !$0.isTruncated })
  }

  @Test func `a plain file is read`() throws {
    let records = try records(Self.answers.flatMap(\.self))
    try isWhole(records)
    #expect(records.map(\.offset) == [0, Self.answers[0].count, 2 * Self.answers[0].count])
    #expect(records.allSatisfy { !$0.isMember })
  }

  @Test func `a file with a member a record is read, with the place of each`() throws {
    let members = try Self.answers.map { try StoreSample.gzip($0) }
    let records = try records(members.flatMap(\.self))
    try isWhole(records)
    #expect(records.map(\.offset) == [0, members[0].count, members[0].count + members[1].count])
    #expect(records.map(\.length) == members.map(\.count))
    #expect(records.allSatisfy { $0.isMember })
  }

  @Test func `a file that is compressed as a whole is read`() throws {
    let records = try records(StoreSample.gzip(Self.answers.flatMap(\.self)))
    try isWhole(records)
    #expect(records.allSatisfy { !$0.isMember && $0.offset == 0 && $0.length == 0 })
  }

  @Test func `a record is read at its offset`() throws {
    let members = try Self.answers.map { try StoreSample.gzip($0) }
    for (files, name) in [(members, "b.warc.gz"), (Self.answers, "b.warc")] {
      let path = try folder.write(Data(files.flatMap(\.self)), to: name)
      var reader = try WARCReader(path: path, at: files[0].count)
      #expect(try reader.next()?.targetURI == "http://example.org/1")
    }
  }

  @Test func `pieces of any size are read like a file`() throws {
    let members = try Self.answers.flatMap { try StoreSample.gzip($0) }
    for (bytes, size) in [(members, 1), (members, 7), (Self.answers.flatMap(\.self), 5)] {
      var rest = bytes[...]
      var reader = try WARCReader(name: "inside.zip") {
        defer { rest = rest.dropFirst(size) }
        return rest.isEmpty ? nil : Array(rest.prefix(size))
      }
      var records: [WARCRecord] = []
      while let record = try reader.next() { records.append(record) }
      try isWhole(records)
      #expect(records[1].offset == records[0].length || !records[0].isMember)
    }
  }

  @Test func `line breaks of any number may follow a record`() throws {
    let strip = { (bytes: [UInt8], end: String) in bytes.dropLast(4) + Array(end.utf8) }
    for end in ["", "\r\n", "\n\n", "\r\n\r\n\r\n\r\n\r\n"] {
      try isWhole(try records(Self.answers.flatMap { strip($0, end) }))
      try isWhole(try records(Self.answers.flatMap { try StoreSample.gzip(Array(strip($0, end))) }))
    }
  }

  @Test func `heads may end their lines with line feeds alone`() throws {
    let bytes = Self.answers.flatMap { Array($0.filter { $0 != 0x0D }) }
    let shorter = String(decoding: bytes, as: UTF8.self)
      .replacing("Content-Length: 52", with: "Content-Length: 49")
    try isWhole(try records(Array(shorter.utf8)))
  }

  @Test func `a block above the limit is passed over`() throws {
    let large = Self.record("response", "http://a/", String(repeating: "x", count: 500_000))
    let records = try records(large + Self.answers[0], limit: 1000)
    #expect(records.map(\.block.count) == [1000, 52])
    #expect(records.map(\.blockLength) == [500_000, 52])
    #expect(records.map(\.isTruncated) == [true, false])
    #expect(throws: ContentDecodingError.tooLarge(limit: 10)) {
      var record = records[0]
      record.block = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
      _ = try record.page(limit: 10)
    }
  }

  @Test func `a resource is a page, and other kinds are none`() throws {
    let records = try records(
      Self.record("resource", "file:///a.html", "<p>a</p>")
        + Self.record("metadata", "http://a/", "x") + Self.record("response", "dns:a", "1.2.3.4"))
    let page = try records[0].page()
    #expect(page?.url == "file:///a.html")
    #expect(page?.body == Array("<p>a</p>".utf8))
    #expect(try records[1].page() == nil)
    #expect(try records[2].page() == nil)
  }

  @Test(arguments: [
    ("<!DOCTYPE html>\n", "no WARC record begins here"),
    ("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "no valid Content-Length"),
    ("WARC/1.0\r\nContent-Length: -5\r\n\r\nabc", "no valid Content-Length"),
    ("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\nabc", "no valid Content-Length"),
    ("WARC/1.0\r\nContent-Length: 9000000000000000000\r\n\r\nabc", "ends within a record"),
    ("WARC/1.0\r\nContent-Length: 5", "ends within a head"),
    ("WARC/1.0\r\nContent-Length: 5\r\n", "ends within a head"),
    ("WARC/1.0\r\nContent-Length: 5\r\n\r\nabc", "ends within a record"),
  ])
  func `a malformed record is an error with its place`(text: String, problem: String) throws {
    let error = fileError { _ = try records(Self.answers[0] + Array(text.utf8)) }
    #expect(error?.kind == .malformed)
    #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    #expect(error?.problem.hasPrefix("byte \(Self.answers[0].count): ") == true)
  }

  @Test func `a head without an end is an error and does not fill the memory`() throws {
    let long = Array("WARC/1.0\r\nX: ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 100_000)
    #expect(fileError { _ = try records(long) }?.problem.contains("too long") == true)
    let line = Array(("X: " + String(repeating: "x", count: 60_000) + "\r\n").utf8)
    let many = Array("WARC/1.0\r\n".utf8) + (0..<20).flatMap { _ in line }
    #expect(fileError { _ = try records(many) }?.problem.contains("too long") == true)
  }

  @Test func `what comes before a torn member is read, wherever it is torn`() throws {
    let members = try Self.answers.map { try StoreSample.gzip($0) }
    let whole = members.flatMap(\.self)
    let start = whole.count - members[2].count
    for end in start + 1..<whole.count {
      let path = try folder.write(Data(whole[..<end]), to: "torn.warc.gz")
      var reader = try WARCReader(path: path)
      _ = try reader.next()
      #expect(try reader.next()?.targetURI == "http://example.org/1")
      let error = fileError { _ = try reader.next() }
      #expect(error?.kind == .malformed, "torn at byte \(end)")
      #expect(error?.problem.hasPrefix("byte \(start): ") == true, "torn at byte \(end)")
    }
  }

  @Test func `a missing file is missing, and an empty one holds nothing`() throws {
    #expect(fileError { _ = try WARCReader(path: folder.file("none")) }?.kind == .missing)
    #expect(try records([]).isEmpty)
  }

  @Test func `files are recognised by how they begin`() throws {
    for (bytes, isWARC) in [
      (Self.answers[0], true), (try StoreSample.gzip(Self.answers[0]), true),
      (Array("<html>".utf8), false), ([], false), (try StoreSample.gzip([1, 2]), false),
    ] {
      let path = try folder.write(Data(bytes), to: "x")
      #expect(WARCReader.isRecognised(path) == isWARC)
    }
  }

  @Test func `bytes changed anywhere give records or an error, never a crash`() throws {
    let members = try Self.answers.flatMap { try StoreSample.gzip($0) }
    var generator = SeededGenerator(state: 42)
    for round in 0..<600 {
      var bytes = round % 2 == 0 ? members : Self.answers.flatMap(\.self)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8.random(in: .min ... .max, using: &generator), at: place)
        default: bytes.removeSubrange(place..<min(place + 20, bytes.count))
        }
        if bytes.isEmpty { bytes = [0] }
      }
      do {
        let records = try records(bytes, limit: 100)
        #expect(records.count <= 4)
        for record in records { _ = try? record.page(limit: 1000) }
      } catch let error as FileError {
        #expect(error.kind == .malformed)
      }
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
