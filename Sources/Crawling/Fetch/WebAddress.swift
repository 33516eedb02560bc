import Foundation

/// The address of a page on the web, `http` or `https`, in one form for equal addresses.
public struct WebAddress: Sendable, Hashable {
  /// The address: no fragment, no port that goes without saying, a path at least `/`.
  public let string: String
  /// `http` or `https`.
  public let scheme: String
  /// The host in lower case.
  public let host: String
  /// The port.
  public let port: Int
  /// The path with the query, as robots rules see it.
  public let path: String

  /// The longest address that is followed, in bytes.
  static let longest = 2083

  /// Reads an address; nil for another scheme, an address with a user's name, or one too long.
  public init?(_ text: String) {
    guard let url = URL(string: text) else { return nil }
    self.init(url)
  }

  private init?(_ url: URL) {
    guard var parts = URLComponents(url: url.absoluteURL, resolvingAgainstBaseURL: true),
      let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
      let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil, parts.password == nil
    else { return nil }
    let standardPort = scheme == "https" ? 443 : 80
    guard (1...65535).contains(parts.port ?? standardPort) else { return nil }
    port = parts.port ?? standardPort
    parts.fragment = nil
    parts.scheme = scheme
    parts.host = host
    parts.port = port == standardPort ? nil : port
    if parts.percentEncodedPath.isEmpty { parts.percentEncodedPath = "/" }
    guard let string = parts.string, string.utf8.count <= Self.longest else { return nil }
    self.string = string
    self.scheme = scheme
    self.host = host
    path = parts.percentEncodedPath + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
  }

  /// Where a redirect from here leads.
  func resolving(_ location: String) -> WebAddress? {
    guard let base = URL(string: string), let url = URL(string: location, relativeTo: base) else {
      return nil
    }
    return WebAddress(url)
  }

  /// The host with the port, as `--allow-host` names it.
  public var hostAndPort: String { "\(host):\(port)" }

  /// The address of the robots.txt that rules this one.
  var robots: WebAddress? { WebAddress("\(origin)/robots.txt") }

  /// What shares a robots.txt.
  var origin: String { "\(scheme)://\(hostAndPort)" }

  /// What shares the pace of requests: a host; or all of Wikimedia, whose limits are for all its
  /// sites together.
  var site: String {
    let wikimedia = ["wikipedia.org", "wikimedia.org", "wikidata.org", "wiktionary.org"]
    return wikimedia.contains { host == $0 || host.hasSuffix("." + $0) } ? "wikimedia" : hostAndPort
  }

  /// Whether the address is Facebook's, which allows no crawler.
  var isFacebook: Bool {
    ["facebook.com", "fb.com", "fb.me"].contains { host == $0 || host.hasSuffix("." + $0) }
  }
}
