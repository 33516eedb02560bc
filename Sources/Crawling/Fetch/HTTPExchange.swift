import CLibcurl

/// What came of a request.
struct HTTPResponse {
  var status: Int
  /// The headers of the final answer, their names in lower case; of several with one name the last.
  var headers: [String: String]
  /// The decoded body.
  var body: [UInt8]

  /// Whether a page is cut short although its transfer ended well: libcurl takes a gzip stream that
  /// ends too early for a whole one, and articles compressed by their server end with `</html>`.
  var isCutShort: Bool {
    guard status == 200, headers["content-encoding"] != nil else { return false }
    return !String(decoding: body.suffix(4096), as: UTF8.self).lowercased().contains("</html")
  }
}

/// A request that got no answer.
struct TransferError: Error {
  var reason: String
  var detail: String
  /// Whether it may do better in a moment.
  var isTransient: Bool
}

/// The state of one request while libcurl calls back with its parts.
final class HTTPExchange {
  /// Whether the host may have a private address.
  let mayBePrivate: Bool
  private(set) var headers: [String: String] = [:]
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false
  private(set) var isRefused = false
  private var headerBytes = 0

  /// The reason of a request that would have gone to a private address.
  static let refusal = "private-address"
  static let largestBody = 16 << 20
  static let largestHeaders = 256 << 10

  init(mayBePrivate: Bool) { self.mayBePrivate = mayBePrivate }

  /// Takes a piece of the decoded body; false ends the transfer.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    isTooLarge = body.count + bytes.count > Self.largestBody
    if !isTooLarge { unsafe body.append(contentsOf: bytes) }
    return !isTooLarge
  }

  /// Takes a line of the head; false ends the transfer.
  func receiveHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    isTooLarge = headerBytes > Self.largestHeaders
    let text = unsafe String(decoding: line, as: UTF8.self)
    // A status line begins the head anew, as after `100 Continue`.
    if text.hasPrefix("HTTP/") { headers = [:] }
    guard let colon = text.firstIndex(of: ":") else { return !isTooLarge }
    headers[text[..<colon].lowercased()] = collapsed(text[text.index(after: colon)...])
    return !isTooLarge
  }

  /// Whether a connection to an address may be opened.
  func allows(_ address: [UInt8]) -> Bool {
    isRefused = !mayBePrivate && !isPublicAddress(address)
    return !isRefused
  }
}
