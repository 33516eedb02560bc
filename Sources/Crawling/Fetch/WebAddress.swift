/// The address of a page on the web, `http` or `https`, in one form for equal addresses.
///
/// Read as browsers do (the URL standard of the WHATWG: backslashes are slashes, tabs and line
/// breaks are dropped, `2130706433` is 127.0.0.1), then brought to one form by the steps of RFC
/// 3986 § 6 that change no meaning: default port, dot segments, case of percent codes, codes of
/// unreserved characters. The fragment and `utm_…` parameters are dropped. Wikipedia's addresses
/// get the form of their titles. An address with a user's name is none.
public struct WebAddress: Sendable, Hashable {
  /// The whole address.
  public let string: String
  /// `http` or `https`.
  public let scheme: String
  /// The host in lower case; an IPv6 address in brackets.
  public let host: String
  /// The port.
  public let port: Int
  /// The path with the query, as robots rules see it.
  public let path: String
  /// The bytes of the host if it is an IP address.
  let ipAddress: [UInt8]?
  /// Whether the host is this machine by its name or address.
  let isLoopback: Bool

  /// The longest address that is followed, in bytes.
  static let longest = 2083
  /// The deepest path that is followed, and how often a segment may occur in it.
  static let deepest = (segments: 20, repeats: 3)

  /// Reads an address; nil for another scheme, an address with a user's name, or one too long.
  ///
  /// - Complexity: O(*n*)
  public init?(_ text: String) {
    let text = stripped(text)
    guard let (scheme, rest) = splitScheme(text) else { return nil }
    self.init(scheme: scheme, afterSlashes: rest.drop(while: isSlash))
  }

  /// Where a reference in this page leads, or a redirect from here.
  public func resolving(_ reference: String) -> WebAddress? {
    let text = stripped(reference)
    var rest = text[...]
    if let (scheme, after) = splitScheme(text) {
      // `https:page` without slashes is relative, by the standard, if the scheme is the same.
      guard scheme == self.scheme, !(after.first.map(isSlash) ?? false) else {
        return WebAddress(scheme: scheme, afterSlashes: after.drop(while: isSlash))
      }
      rest = after
    } else if hasScheme(text) {
      return nil
    }
    if rest.prefix(2).count == 2, rest.prefix(2).allSatisfy(isSlash) {
      return WebAddress(scheme: scheme, afterSlashes: rest.drop(while: isSlash))
    }
    return WebAddress(self, pathAndQuery: merged(rest))
  }

  /// The path and query of a reference without host, against this address.
  private func merged(_ reference: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let own = Array(path.utf8)
    let ownPath = own.prefix { $0 != UInt8(ascii: "?") }
    switch reference.first {
    case nil, UInt8(ascii: "#"): return own[...]
    case UInt8(ascii: "?"): return (ownPath + reference)[...]
    case .some(let first) where isSlash(first): return reference
    default:
      let folder = ownPath[...(ownPath.lastIndex(of: UInt8(ascii: "/")) ?? ownPath.startIndex)]
      return (folder + reference)[...]
    }
  }

  private init?(scheme: String, afterSlashes rest: ArraySlice<UInt8>) {
    let authority = rest.prefix {
      !isSlash($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    guard !authority.contains(UInt8(ascii: "@")),
      let (hostText, port) = splitPort(authority, standard: scheme == "https" ? 443 : 80),
      let host = HostAddress(hostText)
    else { return nil }
    self.init(
      scheme: scheme, host: host, port: port, pathAndQuery: rest[authority.endIndex...])
  }

  private init?(_ base: WebAddress, pathAndQuery: ArraySlice<UInt8>) {
    guard let host = HostAddress(base.host) else { return nil }
    self.init(scheme: base.scheme, host: host, port: base.port, pathAndQuery: pathAndQuery)
  }

  private init?(scheme: String, host: HostAddress, port: Int, pathAndQuery: ArraySlice<UInt8>) {
    var name = host.name
    var path = normalizedPathAndQuery(pathAndQuery)
    if isWikipedia(name) {
      name = name.replacing(".m.wikipedia.org", with: ".wikipedia.org")
      path = titleForm(path)
    }
    let standardPort = scheme == "https" ? 443 : 80
    let portText = port == standardPort ? "" : ":\(port)"
    string = "\(scheme)://\(name)\(portText)\(path)"
    guard string.utf8.count <= Self.longest else { return nil }
    self.scheme = scheme
    self.host = name
    self.port = port
    self.path = path
    ipAddress = host.bytes
    isLoopback = host.isLoopback
  }

  /// The host with the port, as `--allow-host` names it.
  public var hostAndPort: String { "\(host):\(port)" }

  /// The address of the robots.txt that rules this one.
  var robots: WebAddress? { WebAddress("\(origin)/robots.txt") }

  /// What shares a robots.txt.
  public var origin: String { "\(scheme)://\(hostAndPort)" }

  /// Whether the path is deeper than pages lie, or repeats itself, as in `/a/b/a/b/a/b/a/b`.
  var isTrap: Bool {
    let segments = path.prefix { $0 != "?" }.split(separator: "/")
    if segments.count > Self.deepest.segments { return true }
    var counts: [Substring: Int] = [:]
    for segment in segments { counts[segment, default: 0] += 1 }
    return counts.values.contains { $0 > Self.deepest.repeats }
  }
}

private func isSlash(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
}

/// Without blanks around it, and without tabs and line breaks anywhere.
private func stripped(_ text: String) -> [UInt8] {
  let bytes = Array(text.utf8).drop { $0 <= 0x20 }
  let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? bytes.startIndex
  return bytes[..<end].filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
}

/// The scheme, if it is one of the web, and what follows its colon.
private func splitScheme(_ text: [UInt8]) -> (scheme: String, rest: ArraySlice<UInt8>)? {
  guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let scheme = String(decoding: text[..<colon], as: UTF8.self).lowercased()
  return scheme == "http" || scheme == "https" ? (scheme, text[(colon + 1)...]) : nil
}

private func hasScheme(_ text: [UInt8]) -> Bool {
  guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return false }
  let scheme = String(decoding: text[..<colon], as: UTF8.self)
  return scheme.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*/) != nil
}

/// The host and the port of an authority without a user.
private func splitPort(
  _ authority: ArraySlice<UInt8>, standard: Int
) -> (host: String, port: Int)? {
  let end = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
  guard let colon = authority[end...].firstIndex(of: UInt8(ascii: ":")) else {
    return (String(decoding: authority, as: UTF8.self), standard)
  }
  let host = String(decoding: authority[..<colon], as: UTF8.self)
  let digits = String(decoding: authority[(colon + 1)...], as: UTF8.self)
  if digits.isEmpty { return (host, standard) }
  return number(digits, in: 1...65535).map { (host, $0) }
}
