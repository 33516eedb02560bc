import Artifacts

/// A record of a WARC file (ISO 28500:2017).
public struct WARCRecord: Sendable {
  /// Where it begins in the file: of a compressed file, its gzip member.
  public var offset: Int
  /// The bytes of the file that it takes; 0 if it shares a gzip member with others.
  public var length: Int
  /// Whether the record is a gzip member of its own. Records of plain files are none.
  public var isMember: Bool
  /// Its version and its named fields.
  public var head: MessageHead
  /// Its block; only the beginning of one above the limit.
  public var block: [UInt8]
  /// The bytes of the whole block.
  public var blockLength: Int

  /// Creates a record of a place in a file.
  package init(
    offset: Int, length: Int, isMember: Bool, head: MessageHead, block: [UInt8], blockLength: Int
  ) {
    self.offset = offset
    self.length = length
    self.isMember = isMember
    self.head = head
    self.block = block
    self.blockLength = blockLength
  }

  /// What kind of record it is: `response`, `revisit`, `resource`, `warcinfo`.
  public var type: String { head["WARC-Type"]?.lowercased() ?? "" }

  /// The address it is about; empty if it names none. Some programs write it in angle brackets.
  public var targetURI: String {
    let uri = head["WARC-Target-URI"] ?? ""
    return uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
  }

  /// When it was made; nil if it does not say so in the form of the standard.
  public var date: Timestamp? { head["WARC-Date"].flatMap { Timestamp($0) } }

  /// Whether the block, or what the record was made from, was cut short.
  public var isTruncated: Bool { blockLength > block.count || head["WARC-Truncated"] != nil }

  /// The head of the HTTP message in the block; nil if it holds none.
  public var http: MessageHead? {
    guard let end = headLength(block.span), block.starts(with: "HTTP/".utf8) else { return nil }
    return MessageHead(block[..<end])
  }

  /// The block behind the head of its HTTP message, as it is stored; the whole if it holds none.
  public var payload: ArraySlice<UInt8> {
    guard block.starts(with: "HTTP/".utf8), let end = headLength(block.span) else {
      return block[...]
    }
    return block[end...]
  }
}

/// An answer or a file out of a WARC record.
public struct WARCPage: Sendable, Equatable {
  /// The address it is of.
  public var url: String
  /// When it was fetched, as `2026-11-21T06:49:09Z`; empty if the record does not say.
  public var fetched: String
  /// The status of the answer; 200 for a file.
  public var status: Int
  /// The media type with its parameters, as it was sent; empty if it was not.
  public var contentType: String
  /// The body, decoded.
  public var body: [UInt8]
}

extension WARCRecord {
  /// The page in a `response` or `resource`, of at most `limit` bytes when decoded; nil for every other
  /// kind of record.
  ///
  /// - Throws: ``ContentDecodingError`` if the body cannot be decoded.
  public func page(limit: Int = 64 << 20) throws(ContentDecodingError) -> WARCPage? {
    let fetched = date?.seconds ?? ""
    if type == "resource" {
      guard blockLength <= min(limit, block.count) else { throw .tooLarge(limit: limit) }
      return WARCPage(
        url: targetURI, fetched: fetched, status: 200, contentType: head["Content-Type"] ?? "",
        body: block)
    }
    guard type == "response", let http, let status = http.status else { return nil }
    guard blockLength == block.count else { throw .tooLarge(limit: limit) }
    return WARCPage(
      url: targetURI, fetched: fetched, status: status, contentType: http["Content-Type"] ?? "",
      body: try decodedBody(payload, head: http, limit: limit))
  }
}
