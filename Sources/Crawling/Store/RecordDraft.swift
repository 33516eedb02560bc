import Artifacts

/// A record to be written: its fields and its block (ISO 28500:2017 §5).
///
/// The digests are SHA-256 in hexadecimal, as `sha256sum` prints them. A record with a payload has its
/// digest alone, since each costs a fifth of all that is done to a page: what stands before the payload
/// is guarded by the checksum of the gzip member.
struct RecordDraft {
  /// What kinds of records we write.
  enum Kind: String {
    case warcinfo, request, response, revisit
  }

  let kind: Kind
  /// The id of the record, the same whenever the same record is written at the same time.
  let id: String
  private(set) var fields: [(String, String)]
  private let block: [UInt8]
  private let body: [UInt8]

  /// Drafts a record without a payload about an address; of a warcinfo, about the name of its file.
  init(_ kind: Kind, about target: String, at date: Timestamp, type: String, block: [UInt8]) {
    let digest = bytesDigest(block.span)
    self.init(kind, about: target, at: date, type: type, block: block, body: [], payload: digest)
    add("WARC-Block-Digest", "sha256:\(digest)")
  }

  /// Drafts a record of an answer, whose payload has the digest `payload`; `body` is empty if it is
  /// found in another record.
  init(
    _ kind: Kind, about target: String, at date: Timestamp, type: String, block: [UInt8],
    body: [UInt8], payload: String
  ) {
    self.kind = kind
    self.block = block
    self.body = body
    id = uuid("\(kind.rawValue) \(target) \(date.milliseconds) \(payload)")
    fields = [
      ("WARC-Type", kind.rawValue), ("WARC-Record-ID", "<\(id)>"), ("WARC-Date", date.precise),
      (kind == .warcinfo ? "WARC-Filename" : "WARC-Target-URI", target), ("Content-Type", type),
      ("Content-Length", "\(block.count + body.count)"),
    ]
  }

  /// Adds a field.
  mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

  /// The record as a gzip member.
  var member: [UInt8] {
    let head = MessageHead("WARC/1.1", fields.map { ($0.0, oneLine($0.1)) }).bytes
    let end = "\r\n\r\n".utf8
    var bytes: [UInt8] = []
    bytes.reserveCapacity(head.count + block.count + body.count + end.count)
    bytes += head
    bytes += block
    bytes += body
    bytes += end
    return gzipMember(bytes.span)
  }
}

/// A version 8 UUID (RFC 9562 §5.8) of the first 122 bits that a SHA-256 leaves free, as a URN.
private func uuid(_ name: String) -> String {
  var digits = Array(textDigest(name).utf8.prefix(32))
  digits[12] = UInt8(ascii: "8")
  digits[16] = Array("89ab".utf8)[Int(digits[16]) % 4]
  let text = String(decoding: digits, as: UTF8.self)
  let ends = [8, 12, 16, 20, 32]
  let parts = zip([0] + ends, ends).map { text.dropFirst($0).prefix($1 - $0) }
  return "urn:uuid:" + parts.joined(separator: "-")
}

/// A value of one line, whatever a server sent.
private func oneLine(_ value: String) -> String {
  guard value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return value }
  return String(
    value.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
}
