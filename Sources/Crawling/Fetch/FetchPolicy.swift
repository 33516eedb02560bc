// What may be asked for: the rules of addresses, and the robots.txt of sites.
extension Fetcher where Journal: ~Copyable {
  /// Brings a task to the queue of its group, once its address is judged and its site's rules are
  /// known.
  mutating func advance(_ task: FetchTask) throws {
    if let failure = options.refusal(of: task.target) { return try settle(task, failure) }
    if case .robots = task.purpose { return try wait(task) }
    switch try policy(of: task.target.origin) {
    case .known(let policy):
      if let failure = policy.refusal(of: task.target.path) {
        try settle(task, failure)
      } else {
        try wait(task)
      }
    case .closed(let failure): try settle(task, failure)
    case nil: try askRules(for: task)
    }
  }

  private mutating func wait(_ task: FetchTask) throws {
    task.since = .now
    let site = try site(task.target.group)
    site.waiting.append(task)
    queue(site)
  }

  /// The rules of a site from memory or from the journal, where they hold for a day.
  mutating func policy(of origin: String) throws -> SitePolicy? {
    if let policy = policies[origin] { return policy }
    guard let kept = try journal.robots(of: origin),
      Int(wallClock()) - kept.fetched < options.limits.robotsSeconds
    else { return nil }
    try learn(options.policy(kept.status, kept.body), of: origin)
    return policies[origin]
  }

  private mutating func learn(_ policy: RobotsPolicy, of origin: String) throws {
    policies[origin] = .known(policy)
    guard let address = WebAddress(origin + "/") else { return }
    let site = try site(address.group)
    site.origins.append(origin)
    site.crawlDelay = max(site.crawlDelay, policy.crawlDelay ?? 0)
  }

  private mutating func askRules(for task: FetchTask) throws {
    let origin = task.target.origin
    guard let robots = task.target.robots else {
      return try settle(task, FetchFailure(.badAddress))
    }
    robotsWaiters[origin, default: []].append(task)
    if robotsWaiters[origin]?.count == 1 {
      try advance(FetchTask(.robots(origin: origin), robots))
    }
  }

  /// Judges the answer to a request for robots.txt.
  mutating func completeRobots(_ task: FetchTask, of origin: String, _ result: TransferResult)
    throws
  {
    switch result.status {
    case .failure(let failure):
      try retryRobots(task, of: origin, failure, after: nil)
    case .success(let status):
      if result.head.redirect != nil, task.hops < options.limits.redirects {
        return try follow(task, result)
      }
      if status == 429 || status >= 500 {
        let failure = FetchFailure(.status, isTransient: true, status: status)
        return try retryRobots(task, of: origin, failure, after: retrySeconds(result))
      }
      let body = result.transfer.decoder?.kept ?? []
      try journal.keepRobots(status, body, fetched: Int(wallClock()), of: origin)
      try learn(options.policy(status, body), of: origin)
      try resume(origin)
    }
  }

  private mutating func retryRobots(
    _ task: FetchTask, of origin: String, _ failure: FetchFailure, after asked: Double?
  ) throws {
    let pause =
      asked
      ?? backoff(
        attempt: task.attempt, of: task.url, seed: options.seed, options.limits)
    let isSoon = ContinuousClock.now + .seconds(pause) < deadline && pause <= 60
    let site = try site(task.target.group)
    if asked != nil { try park(site, pause) }
    guard failure.isTransient, isSoon, task.attempt < options.limits.robotsAttempts,
      let robots = WebAddress(task.url)
    else { return try closeRules(of: origin, failure, after: task) }
    site.rest(pause)
    task.restart(at: robots)
    try advance(task)
  }

  /// Nothing of a site is asked for in this run, unless it said before what it allows.
  mutating func closeRules(
    of origin: String, _ failure: FetchFailure, after task: FetchTask
  ) throws {
    if let kept = try journal.robots(of: origin) {
      try learn(options.policy(kept.status, kept.body), of: origin)
    } else if failure.code == .privateAddress, task.hops == 0 {
      // The host of the pages themselves.
      policies[origin] = .closed(failure)
    } else {
      let why = [failure.name, failure.particulars].filter { !$0.isEmpty }
      policies[origin] = .closed(FetchFailure(.robotsUnreachable, why.joined(separator: ": ")))
    }
    try resume(origin)
  }

  private mutating func resume(_ origin: String) throws {
    for task in robotsWaiters.removeValue(forKey: origin) ?? [] { try advance(task) }
  }
}

extension FetchOptions {
  /// Why an address is not asked for whatever its site says; nil if it may be.
  public func refusalReason(of address: WebAddress) -> (code: String, detail: String)? {
    refusal(of: address).map { ($0.name, $0.detail) }
  }

  func refusal(of address: WebAddress) -> FetchFailure? {
    if address.isMeta { return FetchFailure(.meta) }
    if address.isWikimedia, contact == nil { return FetchFailure(.contact) }
    if !trusts(address) {
      if address.port != 80, address.port != 443 {
        return FetchFailure(.port, "port \(address.port)")
      }
      if let bytes = address.ipAddress, !isPublicAddress(bytes) {
        return FetchFailure(.privateAddress)
      }
    }
    return address.isTrap ? FetchFailure(.trap) : nil
  }

  /// Judges an answer to the request for robots.txt.
  func policy(_ status: Int, _ body: [UInt8]) -> RobotsPolicy {
    RobotsPolicy(
      status: status, body: body, agent: Self.agent, isForbiddenOpen: isForbiddenRobotsOpen)
  }

  /// Whether a test gives a name an address of this machine.
  func resolvesToLoopback(_ address: WebAddress) -> Bool {
    resolve.contains { $0.hasPrefix("\(address.hostAndPort):127.") }
  }
}
