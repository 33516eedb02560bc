/// Something that happened while pages were fetched.
public enum FetchEvent: Sendable {
  /// A request ended.
  case request(RequestReport)
  /// An address is dealt with, for now or for good.
  case settled(url: String, FetchResult)
  /// A sitemap was read: its addresses, and how many of them are to be fetched.
  case sitemap(url: String, addresses: Int)
  /// A group is not asked for so many seconds.
  case parked(group: String, seconds: Double)
  /// A group is not asked again in this run, with the reason.
  case closed(group: String, String)
}

extension FetchEvent: Encodable {
  /// What the log calls the event: `request`, `fetched`, `unchanged`, `retry`, `reject`, `sitemap`,
  /// `parked` or `closed`.
  public var name: String {
    switch self {
    case .request: "request"
    case .settled(_, .fetched): "fetched"
    case .settled(_, .unchanged): "unchanged"
    case .settled(_, .retried): "retry"
    case .settled(_, .rejected): "reject"
    case .sitemap: "sitemap"
    case .parked: "parked"
    case .closed: "closed"
    }
  }

  private enum Key: String, CodingKey { case url, code, detail, addresses, group, seconds }

  /// Writes what the log says of the event, its ``name`` aside. An address of Meta has no query there,
  /// which may tell who somebody is.
  public func encode(to encoder: any Encoder) throws {
    if case .request(let report) = self { return try report.encode(to: encoder) }
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .request: break
    case .settled(let url, let result):
      try fields.encode(withoutSecrets(url), forKey: .url)
      guard let (code, detail) = result.failure else { return }
      try fields.encode(code, forKey: .code)
      try fields.encode(detail, forKey: .detail)
    case .sitemap(let url, let addresses):
      try fields.encode(url, forKey: .url)
      try fields.encode(addresses, forKey: .addresses)
    case .parked(let group, let seconds):
      try fields.encode(group, forKey: .group)
      try fields.encode(seconds, forKey: .seconds)
    case .closed(let group, let detail):
      try fields.encode(group, forKey: .group)
      try fields.encode(detail, forKey: .detail)
    }
  }
}

/// An address without its query where that may tell who somebody is.
public func withoutSecrets(_ url: String) -> String {
  WebAddress(url)?.isMeta == true ? String(url.prefix { $0 != "?" }) : url
}

/// How an address ended.
public enum FetchResult: Sendable, Equatable {
  /// The page came.
  case fetched
  /// The page is as it was.
  case unchanged
  /// It failed and is tried again, in this run or another.
  case retried(code: String, detail: String)
  /// It failed for good.
  case rejected(code: String, detail: String)

  /// What went wrong, if something did.
  var failure: (code: String, detail: String)? {
    switch self {
    case .fetched, .unchanged: nil
    case .retried(let code, let detail), .rejected(let code, let detail): (code, detail)
    }
  }
}

/// One request, for the log.
public struct RequestReport: Sendable, Encodable {
  /// The parts of a request in milliseconds from its start.
  public struct Times: Sendable, Encodable {
    /// Until the name was looked up.
    public var dns: Double
    /// Until the connection was made.
    public var connect: Double
    /// Until it was secured.
    public var tls: Double
    /// Until the first byte came.
    public var ttfb: Double
    /// Until the end.
    public var total: Double
  }

  /// The time of the request in milliseconds since 1970.
  public var ts: Int
  /// The address.
  public var url: String
  /// The group of sites.
  public var group: String
  /// The number of the attempt.
  public var attempt: Int
  /// The status of the answer; 0 if none came.
  public var http: Int
  /// The code of libcurl; 0 if the transfer was complete.
  public var curl: Int
  /// The bytes of the body over the wire.
  public var wire: Int
  /// The bytes of the body once inflated.
  public var decoded: Int
  /// How long it took, in milliseconds.
  public var ms: Times
  /// The IP address that answered.
  public var ip: String
  /// The version of HTTP.
  public var version: String
  /// Whether an open connection was used.
  public var reused: Bool
  /// The milliseconds that the request waited for its turn.
  public var wait: Double
  /// What was decided: `fetched`, `redirect`, a code of ``FetchCode``.
  public var decision: String
}
