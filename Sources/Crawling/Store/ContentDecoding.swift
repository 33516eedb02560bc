/// What is wrong with a body that cannot be decoded.
public enum ContentDecodingError: Error, Hashable, Sendable {
  /// The coding is none of gzip, deflate and identity.
  case unknownCoding(String)
  /// The compressed bytes, or the chunks, are malformed.
  case malformed
  /// The compressed bytes end too early.
  case cutShort
  /// The decoded body is larger than is allowed.
  case tooLarge(limit: Int)
}

/// The body of an answer as the program that made it meant it: without chunks and compression.
///
/// At most `limit` bytes of it are ever held.
///
/// - Complexity: O(*n*) in the decoded bytes.
package func decodedBody(
  _ body: ArraySlice<UInt8>, head: MessageHead, limit: Int
) throws(ContentDecodingError) -> [UInt8] {
  var body = body
  let transfer = head["Transfer-Encoding"]?.lowercased() ?? ""
  // Some crawlers keep the header and drop the chunks; then the body is taken as it is.
  if transfer.hasSuffix("chunked"), let joined = unchunked(body) { body = joined[...] }
  let codings = (head["Content-Encoding"] ?? "").lowercased().split(separator: ",")
    .map { String($0).filter { $0 != " " && $0 != "\t" } }.filter { $0 != "identity" && $0 != "" }
  // Nobody codes twice on purpose, and each layer multiplies what a bomb can do.
  guard codings.count <= 1, let coding = codings.first else {
    if codings.count > 1 { throw .unknownCoding(codings.joined(separator: ", ")) }
    guard body.count <= limit else { throw .tooLarge(limit: limit) }
    return Array(body)
  }
  switch coding {
  case "gzip", "x-gzip": return try inflated(body, .gzip, limit: limit)
  case "deflate": return try inflated(body, .deflate, limit: limit)
  default: throw .unknownCoding(coding)
  }
}

private func inflated(
  _ body: ArraySlice<UInt8>, _ coding: BodyDecoder.Coding, limit: Int
) throws(ContentDecodingError) -> [UInt8] {
  let decoder = BodyDecoder(coding, keeping: limit, limit: limit)
  switch decoder.append(body.span) {
  case .tooLarge: throw .tooLarge(limit: limit)
  case .malformed: throw .malformed
  case nil:
    guard decoder.isComplete else { throw .cutShort }
    return decoder.kept
  }
}

/// The bytes of a body in chunks (RFC 9112 §7.1); nil if it is not one.
func unchunked(_ body: ArraySlice<UInt8>) -> [UInt8]? {
  var rest = body
  var output: [UInt8] = []
  while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
    let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
    let digits = line.prefix { $0.isHexDigit && $0.isASCII }
    guard !digits.isEmpty, digits.utf8.count <= 15, let size = Int(digits, radix: 16) else {
      return nil
    }
    rest = rest[(end + 1)...]
    if size == 0 { return output }
    guard rest.count >= size + 1 else { return nil }
    output += rest.prefix(size)
    rest = rest.dropFirst(size)
    if rest.first == UInt8(ascii: "\r") { rest = rest.dropFirst() }
    guard rest.first == UInt8(ascii: "\n") else { return nil }
    rest = rest.dropFirst()
  }
  return nil
}
