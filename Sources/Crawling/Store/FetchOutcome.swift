/// One request and its answer, as they went over the wire.
public struct HTTPRecord: Sendable, Equatable {
  /// The address that was asked, normalized.
  public var url: String
  /// When the request was sent, in milliseconds since 1970.
  public var sent: Int
  /// The IP address that answered.
  public var address: String
  /// The request line and the headers, the empty line included.
  public var requestHead: [UInt8]
  /// The status line and the headers, the empty line included.
  public var responseHead: [UInt8]
  /// The body without transfer coding, still compressed where the server sent it so.
  public var body: [UInt8]
  /// The status of the answer.
  public var status: Int
  /// The server's mark of this version; empty if it gave none.
  public var etag: String
  /// When the server says it was changed; empty if it did not say.
  public var lastModified: String

  /// Creates the record of a request that was answered.
  public init(
    url: String, sent: Int, address: String, requestHead: [UInt8], responseHead: [UInt8],
    body: [UInt8], status: Int, etag: String = "", lastModified: String = ""
  ) {
    self.url = url
    self.sent = sent
    self.address = address
    self.requestHead = requestHead
    self.responseHead = responseHead
    self.body = body
    self.status = status
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// What became of one address of the frontier.
public enum FetchOutcome: Sendable {
  /// The page came: the last record is the answer with it, those before are redirects on the way.
  case fetched([HTTPRecord])
  /// The page is as it was: the last record is the answer 304.
  case unchanged([HTTPRecord])
  /// To be tried again, not before the time given in seconds since 1970.
  case retry(code: String, detail: String, notBefore: Int)
  /// Given up, with a code, a sentence and what to do.
  case rejected(code: String, detail: String)

  /// The requests and answers, if the page came or is as it was; nil if it failed.
  var records: [HTTPRecord]? {
    switch self {
    case .fetched(let records), .unchanged(let records): records
    case .retry, .rejected: nil
    }
  }
}

/// What became of which address of the frontier.
public struct AddressOutcome: Sendable {
  /// The address, as it was enqueued.
  public var url: String
  /// What became of it.
  public var outcome: FetchOutcome

  /// Creates an outcome of an address.
  public init(_ outcome: FetchOutcome, of url: String) {
    self.url = url
    self.outcome = outcome
  }

  /// The bytes of the bodies that came.
  var size: Int { outcome.records?.reduce(0) { $0 + $1.body.count } ?? 0 }
}

/// An address to fetch, and what is known of it.
public struct FrontierEntry: Sendable, Equatable {
  /// The address, normalized: the key.
  public var url: String
  /// The group of sites that shares one queue.
  public var group: String
  /// How often it was tried since it was last fetched.
  public var attempts: Int
  /// The earliest time to ask, in seconds since 1970.
  public var notBefore: Int
  /// The mark of the version in the store, to ask whether it changed; empty if there is none.
  public var etag: String
  /// The time of change of the version in the store; empty if there is none.
  public var lastModified: String

  /// Creates an address to fetch.
  public init(
    url: String, group: String, attempts: Int = 0, notBefore: Int = 0, etag: String = "",
    lastModified: String = ""
  ) {
    self.url = url
    self.group = group
    self.attempts = attempts
    self.notBefore = notBefore
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// What the fetch loop needs of a store. Each call but ``prepare(_:)`` is durable when it returns, or
/// throws.
public protocol FetchJournal: ~Copyable {
  /// Adds addresses that are new; with `refresh`, those already fetched become due again.
  ///
  /// - Returns: The number of addresses that are due now or later.
  mutating func enqueue(_ entries: [FrontierEntry], refresh: Bool) throws -> Int
  /// Up to `limit` addresses of a group that are not done, in the order of `notBefore`, then of
  /// their first arrival.
  mutating func pending(group: String, limit: Int) throws -> [FrontierEntry]
  /// The groups with addresses that are not done, in bytewise order.
  mutating func pendingGroups() throws -> [String]
  /// Begins, on other threads, what ``record(_:)`` with the same outcomes will need. Several calls may
  /// come before the first is recorded; they are recorded in the same order.
  mutating func prepare(_ outcomes: [AddressOutcome]) throws
  /// Keeps what became of addresses, of which each comes once: records first, then the states of the
  /// addresses, all of them or none.
  mutating func record(_ outcomes: [AddressOutcome]) throws
  /// The answer of a site to /robots.txt (status, body, seconds since 1970 of its arrival), if kept.
  mutating func robots(of origin: String) throws -> (status: Int, body: [UInt8], fetched: Int)?
  /// Keeps the answer of a site to /robots.txt.
  mutating func keepRobots(_ status: Int, _ body: [UInt8], fetched: Int, of origin: String) throws
  /// The time in seconds since 1970 before which a group must not be asked (Retry-After), or 0.
  mutating func parked(group: String) throws -> Int
  /// Parks a group until a time in seconds since 1970.
  mutating func park(group: String, until: Int) throws
}

extension FetchJournal where Self: ~Copyable {
  /// A journal that is fast enough prepares nothing.
  public mutating func prepare(_ outcomes: [AddressOutcome]) {}
}
