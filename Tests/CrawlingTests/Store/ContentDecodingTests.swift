import Crawling
import Foundation
import Testing
import TestSupport

/// The body of a `response` record, as ``WARCRecord/page(limit:)`` decodes it.
@Suite struct ContentDecodingTests {
  static let text = Array(String(repeating: "Hello, world. ", count: 5000).utf8)

  private func page(
    _ body: [UInt8], _ headers: String, limit: Int = 1 << 20
  ) throws -> [UInt8]? {
    let head = MessageHead("WARC/1.1", [("WARC-Type", "response")])
    let block = Array("HTTP/1.1 200 OK\r\n\(headers)\r\n\r\n".utf8) + body
    let record = WARCRecord(
      offset: 0, length: 0, isMember: false, head: head, block: block, blockLength: block.count)
    return try record.page(limit: limit)?.body
  }

  @Test func `a body without a coding stays`() throws {
    #expect(try page(Self.text, "A: b") == Self.text)
    #expect(try page(Self.text, "Content-Encoding: identity") == Self.text)
  }

  @Test(arguments: ["gzip", "GZIP", "x-gzip", " gzip "])
  func `gzip is inflated`(coding: String) throws {
    #expect(try page(StoreSample.gzip(Self.text), "Content-Encoding: \(coding)") == Self.text)
  }

  @Test func `several gzip members are one body`() throws {
    let halves = [Array(Self.text.prefix(100)), Array(Self.text.dropFirst(100))]
    let members = try halves.flatMap { try StoreSample.gzip($0) }
    #expect(try page(members, "Content-Encoding: gzip") == Self.text)
  }

  @Test func `deflate is inflated with and without the head of zlib`() throws {
    // The data of a gzip file without a name lies between its head of 10 bytes and its tail of 8.
    let raw = try StoreSample.gzip(Self.text).dropFirst(10).dropLast(8)
    #expect(try page(Array(raw), "Content-Encoding: deflate") == Self.text)
    let (a, b) = Self.text.reduce((1, 0)) { sums, byte in
      let a = (sums.0 + Int(byte)) % 65521
      return (a, (sums.1 + a) % 65521)
    }
    let checksum = [b >> 8, b & 255, a >> 8, a & 255].map { UInt8($0) }
    #expect(try page([0x78, 0x9C] + raw + checksum, "Content-Encoding: deflate") == Self.text)
  }

  @Test func `an empty body may have a coding`() throws {
    #expect(try page([], "Content-Encoding: gzip") == [])
  }

  @Test func `a body that is cut short anywhere is no body`() throws {
    let whole = try StoreSample.gzip(Array(Self.text.prefix(300)))
    for end in 1..<whole.count {
      #expect(throws: ContentDecodingError.cutShort) {
        _ = try page(Array(whole[..<end]), "Content-Encoding: gzip")
      }
    }
  }

  @Test func `a wrong checksum is malformed`() throws {
    var body = try StoreSample.gzip(Self.text)
    body[body.count - 6] ^= 1
    #expect(throws: ContentDecodingError.malformed) {
      _ = try page(body, "Content-Encoding: gzip")
    }
    #expect(throws: ContentDecodingError.malformed) {
      _ = try page(Array("<p>no gzip</p>".utf8), "Content-Encoding: gzip")
    }
  }

  @Test func `a bomb is stopped at the limit`() throws {
    let bomb = try StoreSample.gzip(Array(repeating: 0, count: 50 << 20))
    #expect(throws: ContentDecodingError.tooLarge(limit: 1 << 20)) {
      _ = try page(bomb, "Content-Encoding: gzip")
    }
    #expect(throws: ContentDecodingError.tooLarge(limit: 10)) {
      _ = try page(Self.text, "", limit: 10)
    }
  }

  @Test func `a body of exactly the limit is decoded`() throws {
    let gzip = try StoreSample.gzip(Self.text)
    let count = Self.text.count
    #expect(try page(gzip, "Content-Encoding: gzip", limit: count) == Self.text)
    #expect(throws: ContentDecodingError.tooLarge(limit: count - 1)) {
      _ = try page(gzip, "Content-Encoding: gzip", limit: count - 1)
    }
  }

  @Test func `other codings and several of them are named`() throws {
    #expect(throws: ContentDecodingError.unknownCoding("br")) {
      _ = try page([1], "Content-Encoding: br")
    }
    #expect(throws: ContentDecodingError.unknownCoding("gzip, gzip")) {
      _ = try page([1], "Content-Encoding: gzip, gzip")
    }
  }

  @Test func `chunks are joined`() throws {
    let body = Array("5;x=y\r\nHello\r\nB\r\n, wonderful\r\n0\r\n\r\n".utf8)
    let wanted = Array("Hello, wonderful".utf8)
    #expect(try page(body, "Transfer-Encoding: chunked") == wanted)
  }

  @Test(arguments: [
    "no chunks", "5\r\nHell", "FFFFFFFFFFFFFFFF\r\nx\r\n", "-1\r\nx\r\n0\r\n\r\n",
    "5\r\nHelloX0\r\n",
  ])
  func `a body that is not in chunks after all stays`(body: String) throws {
    #expect(try page(Array(body.utf8), "Transfer-Encoding: chunked") == Array(body.utf8))
  }
}
