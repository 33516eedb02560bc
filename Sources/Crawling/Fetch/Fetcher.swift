import Artifacts

/// Fetches the addresses of a journal, politely, many sites at once on one thread.
///
///     var fetcher = Fetcher(journal, options)
///     _ = try fetcher.add(["https://en.wikipedia.org/wiki/Emma"])
///     while let event = try fetcher.next() { print(event) }
///     let journal = fetcher.finish()
///
/// Every request, also after a redirect, first passes the rules of its scheme and host, the
/// robots.txt of its site, the pace of its group and the check of its IP address. An outcome is in the
/// journal before the event that tells of it, at once while few transfers are under way and otherwise some
/// tenths of a second after it came, so that a run that was killed is continued by another one.
///
/// A task goes through these steps: `advance` judges its address and waits for robots.txt; `take`
/// gives it a turn in its group; `begin` sends it; `complete` judges the answer and settles the
/// task, sends it on after a redirect, or keeps it for another attempt.
public struct Fetcher<Journal: FetchJournal & ~Copyable>: ~Copyable {
  let options: FetchOptions
  var journal: Journal
  let engine: TransferEngine
  var sites: [String: SiteState] = [:]
  var turns = TurnQueue()
  var flights: [Int: FetchTask] = [:]
  var lastFlight = 0
  var events = EventQueue()
  /// Outcomes that are not in the journal yet.
  var outbox = Outbox()
  /// The rules of sites, by origin.
  var policies: [String: SitePolicy] = [:]
  /// The tasks that wait for the rules of a site, by origin.
  var robotsWaiters: [String: [FetchTask]] = [:]
  /// Addresses whose next attempt is due at a time within this run.
  var retryAt: [String: ContinuousClock.Instant] = [:]
  /// Addresses that are under way.
  var openURLs: Set<String> = []
  var spent = (pages: 0, bytes: 0)
  let deadline: ContinuousClock.Instant
  let wallDeadline: Int
  private var isStarted = false
  /// Why the run ended before its work; nil if it did not.
  var deferral: String?

  /// Creates a fetcher that works through a journal.
  public init(_ journal: consuming Journal, _ options: FetchOptions) {
    self.journal = journal
    self.options = options
    engine = TransferEngine(options)
    deadline = .now + .seconds(options.budget.seconds)
    wallDeadline = Int(wallClock() + options.budget.seconds)
  }

  /// Adds addresses to fetch; what is no address is given back as rejected.
  ///
  /// - Returns: The number of addresses that are due, and the texts that are no addresses.
  /// - Throws: What the journal throws.
  public mutating func add(_ texts: [String]) throws -> (due: Int, malformed: [String]) {
    var seen = Set<String>()
    var entries: [FrontierEntry] = []
    var malformed: [String] = []
    for text in texts {
      guard let address = WebAddress(text) else {
        malformed.append(text)
        continue
      }
      guard seen.insert(address.string).inserted else { continue }
      entries.append(FrontierEntry(url: address.string, group: address.group))
    }
    for text in malformed {
      let failure = FetchFailure(.badAddress)
      events.append(.settled(url: text, .rejected(code: failure.name, detail: failure.detail)))
    }
    let due = try journal.enqueue(entries, refresh: options.refresh)
    // Once the run has begun, nobody else looks for the groups of new addresses.
    if isStarted { for entry in entries { queue(try site(entry.group)) } }
    return (due, malformed)
  }

  /// Adds sitemaps, whose addresses are added once they are read.
  public mutating func add(sitemaps: [String]) throws {
    for text in sitemaps {
      if let address = WebAddress(text) {
        try advance(FetchTask(.sitemap(depth: 1), address))
      } else {
        let failure = FetchFailure(.badAddress)
        events.append(.settled(url: text, .rejected(code: failure.name, detail: failure.detail)))
      }
    }
  }

  /// The next event; nil once there is nothing to do in this run.
  ///
  /// - Throws: What the journal throws. What a site does wrong is an event.
  public mutating func next() throws -> FetchEvent? {
    if !isStarted {
      isStarted = true
      for group in try journal.pendingGroups() { queue(try site(group)) }
    }
    while true {
      if let event = events.next() { return event }
      try giveTurns()
      // After the turns, so that servers answer while the disk is busy.
      try keepDueOutcomes()
      engine.perform()
      while let (id, result) = engine.finished() { try complete(id, result) }
      if !events.isEmpty { continue }
      guard try engine.count > 0 || turns.first != nil && isWithinTime() else { return nil }
      engine.wait(waitingTime)
    }
  }

  /// Why the run ended before its work; nil if it did not, or if it was asked before.
  ///
  /// It is moved out rather than copied: optimized by Swift 6.3, a copy of a field is released too early
  /// when the fetcher, which cannot be copied, is consumed after it.
  public mutating func takeDeferral() -> String? {
    let reason = deferral
    deferral = nil
    return reason
  }

  /// Ends the run and gives the journal back.
  public consuming func finish() -> Journal { journal }

  /// How long nothing but transfers can happen.
  private var waitingTime: Duration {
    var time = Duration.seconds(turns.first == nil ? 1 : 10)
    if let first = turns.first {
      // A turn that has come and finds no room waits for a transfer to end or to stall.
      time = min(time, first <= .now ? .seconds(options.limits.stalledSeconds / 4) : first - .now)
    }
    if let due = outbox.due(transfers: engine.count) { time = min(time, max(.zero, due - .now)) }
    return time
  }

  /// Whether what is left can still happen in this run.
  private mutating func isWithinTime() throws -> Bool {
    if let reached = spentBudget {
      for site in sites.values where site.queuedAt != nil {
        guard try !site.waiting.isEmpty || hasEntry(site) || site.wakeAt != nil else { continue }
        deferral = deferral ?? "the budget of the run is spent: \(reached)"
      }
      return false
    }
    guard let first = turns.first, first >= deadline else { return true }
    deferral = deferral ?? "what is left has to wait longer than the run may last"
    return false
  }

  /// Whether the budget is spent, so that what is added now is left for another run.
  public var isSpent: Bool { spentBudget != nil }

  /// What is spent of the budget, so that no further page may be asked for; nil if nothing is.
  var spentBudget: String? {
    let budget = options.budget
    if spent.pages >= budget.pages { return "\(budget.pages) pages" }
    if spent.bytes >= budget.bytes { return "\(budget.bytes) bytes" }
    return ContinuousClock.now >= deadline ? "\(Int(budget.seconds)) seconds" : nil
  }
}
