import CLibcurl

/// How pages are fetched.
public struct FetchOptions: Sendable {
  /// The name of the crawler in robots.txt.
  public static let agent = "kindred"
  /// The version of the program, for the user agent.
  public var version: String
  /// How the operator can be reached, for the user agent; sites of Wikimedia are not asked without.
  public var contact: String?
  /// The seconds from the start of one request to that of the next at a group of sites; never less
  /// than the floor of the group.
  public var interval = 1.0
  /// The interval at hosts of this machine, if it is another one; with 0, sixteen requests at once.
  public var loopbackInterval: Double?
  /// Whether pages in the store are asked for again, with the condition that they changed.
  public var refresh = false
  /// Whether a site that answers 401 or 403 for /robots.txt may be fetched from.
  public var isForbiddenRobotsOpen = false
  /// The hosts, as `HOST:PORT`, that may have a private address or another port than 80 and 443.
  public var allowedHosts: Set<String> = []
  /// What a run may take.
  public var budget = FetchBudget()
  /// How much is borne from servers.
  public var limits = FetchLimits()
  /// The seed of the lengths of pauses.
  public var seed: UInt64 = 42
  /// Addresses of names instead of those that DNS gives, as `HOST:PORT:ADDRESS`, for tests.
  package var resolve: [String] = []
  /// The file of the certificate authorities to trust, instead of the system's, for tests.
  package var authorities: String?

  /// Options for a program and an operator.
  public init(version: String, contact: String?) {
    self.version = version
    self.contact = contact
  }

  /// What the crawler calls itself: `kindred/1.0 (operator@example.org) libcurl/7.88.1`.
  public var userAgent: String {
    let library = unsafe String(cString: curl_version()).prefix { $0 != " " }
    return "\(Self.agent)/\(version) (\(contact ?? "no contact given")) \(library)"
  }

  /// Whether an address may lead to a private network or a port other than those of the web.
  func trusts(_ address: WebAddress) -> Bool { allowedHosts.contains(address.hostAndPort) }
}

/// What a run may take before it stops, to be continued by another one.
public struct FetchBudget: Sendable {
  /// The number of pages.
  public var pages = 50_000
  /// The bytes over the wire.
  public var bytes = 20 << 30
  /// The seconds.
  public var seconds = 21_600.0

  /// The standard budget: 50,000 pages, 20 GiB, 6 hours.
  public init() {}
}
