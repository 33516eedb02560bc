/// What the crawler would do with an address, and why.
///
///     let explanation = try Explanation(of: "https://example.org/w/x", options)
///     for (name, value) in explanation.rows { print(name, value) }
public struct Explanation: Sendable {
  /// The answers, each with the name of its question.
  public private(set) var rows: [[String]] = []

  /// An answer of a site to /robots.txt.
  public typealias Answer = (status: Int, body: [UInt8])

  /// Explains an address. Only its robots.txt is asked for, and only if neither `robots` is given nor
  /// the store has one that still holds.
  ///
  /// - Parameters:
  ///   - text: The address.
  ///   - robots: An answer to /robots.txt to judge by, instead of the site's own.
  ///   - stored: What the store of the crawl knows of the address.
  ///   - options: How pages would be fetched.
  /// - Throws: Nothing but what a journal in memory could throw.
  public init(
    of text: String, robots: Answer? = nil, stored: StoredAddress? = nil, _ options: FetchOptions
  ) throws {
    guard let address = WebAddress(text) else {
      add("address", text)
      add("verdict", FetchFailure(.badAddress))
      return
    }
    add("address", address.string)
    add("group", address.group)
    let refusal = options.refusal(of: address) ?? checkHost(address, options)
    if let failure = try refusal ?? checkRobots(address, robots, stored?.robots, options) {
      add("verdict", failure)
    } else {
      add("verdict", "may be fetched")
    }
    for fact in stored?.facts ?? [] { add(fact.name, fact.value) }
  }

  /// Adds an answer.
  public mutating func add(_ name: String, _ value: String) { rows.append([name, value]) }

  private mutating func add(_ name: String, _ failure: FetchFailure) {
    add(name, "\(failure.name): \(failure.detail)")
  }

  /// Looks up the host and judges its addresses.
  private mutating func checkHost(_ address: WebAddress, _ options: FetchOptions) -> FetchFailure? {
    let found = hostAddresses(address.host)
    for (text, isPublic) in found { add("ip", "\(text) (\(isPublic ? "public" : "private"))") }
    if found.isEmpty { return FetchFailure(.unknownHost) }
    let isReachable = options.trusts(address) || found.contains { $0.isPublic }
    return isReachable ? nil : FetchFailure(.privateAddress)
  }

  private mutating func checkRobots(
    _ address: WebAddress, _ given: Answer?, _ kept: StoredAddress.Robots?, _ options: FetchOptions
  ) throws -> FetchFailure? {
    let policy: SitePolicy
    if let given {
      policy = .known(options.policy(given.status, given.body))
    } else {
      let now = Int(wallClock())
      let journal = ScratchJournal(
        kept: kept.map { [address.origin: ($0.status, $0.body, now - $0.age)] } ?? [:])
      var fetcher = Fetcher(journal, options)
      policy = try fetcher.askPolicy(of: address)
      if let kept {
        let isFresh = kept.age < options.limits.robotsSeconds
        add(
          "robots-kept",
          "status \(kept.status), \(kept.age / 60) min old, \(isFresh ? "used" : "asked for again")"
        )
      }
    }
    switch policy {
    case .closed(let failure):
      add("robots", failure.detail)
      return failure
    case .known(let policy):
      add("robots", policy.summary(for: address.path))
      let interval = max(options.interval, address.leastInterval, policy.crawlDelay ?? 0)
      add("interval", "\(interval) s")
      return policy.refusal(of: address.path)
    }
  }
}

extension RobotsPolicy {
  /// What decides about a path, in words.
  func summary(for path: String) -> String {
    switch self {
    case .everything: return "there is none, so everything is allowed"
    case .forbidden(let status), .unreachable(let status): return "status \(status)"
    case .rules(let rules):
      let verdict = rules.verdict(on: path)
      guard let line = verdict.line else { return "no rule matches, so it is allowed" }
      return "line \(line): \(verdict.isAllowed ? "Allow" : "Disallow"): \(verdict.pattern)"
    }
  }
}

extension Fetcher where Journal: ~Copyable {
  /// Asks for the robots.txt of a site, and for nothing else.
  mutating func askPolicy(of address: WebAddress) throws -> SitePolicy {
    let origin = address.origin
    if let known = try policy(of: origin) { return known }
    guard let robots = address.robots else { return .closed(FetchFailure(.badAddress)) }
    try advance(FetchTask(.robots(origin: origin), robots))
    while policies[origin] == nil, try next() != nil {}
    return try policy(of: origin) ?? .closed(FetchFailure(.robotsUnreachable))
  }
}

/// A journal without addresses, for a request to robots.txt alone.
private struct ScratchJournal: FetchJournal {
  var kept: [String: (status: Int, body: [UInt8], fetched: Int)]

  mutating func enqueue(_ entries: [FrontierEntry], refresh: Bool) throws -> Int { 0 }
  mutating func pending(group: String, limit: Int) throws -> [FrontierEntry] { [] }
  mutating func pendingGroups() throws -> [String] { [] }
  mutating func record(_ outcomes: [AddressOutcome]) throws {}
  mutating func robots(
    of origin: String
  ) throws -> (status: Int, body: [UInt8], fetched: Int)? { kept[origin] }
  mutating func keepRobots(
    _ status: Int, _ body: [UInt8], fetched: Int, of origin: String
  ) throws { kept[origin] = (status, body, fetched) }
  mutating func parked(group: String) throws -> Int { 0 }
  mutating func park(group: String, until: Int) throws {}
}
