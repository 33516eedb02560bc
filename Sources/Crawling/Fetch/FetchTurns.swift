import LinearAlgebra

// The pace: which group may send a request, and which address it sends.
extension Fetcher where Journal: ~Copyable {
  /// The state of a group, made when it is first seen.
  func newSite(_ group: String, parkedUntil: Int) -> SiteState {
    let site = SiteState(group)
    site.rest(Double(parkedUntil) - wallClock())
    return site
  }

  /// The state of a group.
  mutating func site(_ group: String) throws -> SiteState {
    if let site = sites[group] { return site }
    let site = newSite(group, parkedUntil: try journal.parked(group: group))
    sites[group] = site
    return site
  }

  /// Gives a group its turn as soon as it may have one.
  mutating func queue(_ site: SiteState, at time: ContinuousClock.Instant? = nil) {
    let turn = max(site.readyAt, time ?? site.readyAt)
    // An earlier turn is added to a later one, which then finds what there is to do, or nothing.
    if let queued = site.queuedAt, queued <= turn { return }
    site.queuedAt = turn
    turns.add(site.name, at: turn)
  }

  /// Gives a group its turn if it has something to do.
  mutating func queueIfBusy(_ site: SiteState) throws {
    if try !site.waiting.isEmpty || hasEntry(site) {
      queue(site)
    } else if let time = site.wakeAt {
      queue(site, at: time)
    } else {
      forgetRules(of: site)
    }
  }

  /// Sends what may be sent now.
  mutating func giveTurns() throws {
    while events.isEmpty, engine.hasRoom, let group = turns.next(by: .now) {
      let site = try site(group)
      site.queuedAt = nil
      try take(site)
    }
  }

  /// A group's turn: a request that waits, or else the next address.
  private mutating func take(_ site: SiteState) throws {
    guard site.inFlight < mostInFlight(site) else { return }
    if site.readyAt > .now { return queue(site) }
    if !site.waiting.isEmpty {
      begin(site.waiting.removeFirst(), at: site)
      return queue(site)
    }
    guard site.open < max(SiteState.mostOpen, mostInFlight(site)) else { return }
    if let reached = spentBudget {
      if try hasEntry(site) { deferral = deferral ?? "the budget of the run is spent: \(reached)" }
      return
    }
    if try hasEntry(site), let entry = site.window.popLast() { try open(entry, at: site) }
    try queueIfBusy(site)
  }

  private mutating func open(_ entry: FrontierEntry, at site: SiteState) throws {
    guard let address = WebAddress(entry.url) else {
      return reject(entry.url, FetchFailure(.badAddress))
    }
    site.open += 1
    openURLs.insert(entry.url)
    try advance(FetchTask(.page(entry), address))
  }

  /// Whether a group has an address that is due; reads on in the journal if need be.
  mutating func hasEntry(_ site: SiteState) throws -> Bool {
    site.wakeAt = nil
    if site.isClosed { return false }
    if !site.window.isEmpty { return true }
    try readOn(site)
    if site.window.isEmpty, !outbox.isEmpty {
      // What waits to be kept may be due again.
      try keepOutcomes()
      try readOn(site)
    }
    return !site.window.isEmpty
  }

  /// Reads on in the journal, which does not know yet of what waits to be kept.
  private mutating func readOn(_ site: SiteState) throws {
    let now = Int(wallClock())
    let pending = try journal.pending(group: site.name, limit: 256 + outbox.urls.count)
    for entry in pending where !openURLs.contains(entry.url) && !outbox.urls.contains(entry.url) {
      let due = dueTime(of: entry, now: now)
      if due <= .now {
        site.window.append(entry)
      } else if entry.notBefore < wallDeadline {
        site.wakeAt = min(site.wakeAt ?? due, due)
      } else {
        deferral = deferral ?? "some addresses may only be asked for again later"
      }
    }
    site.window.reverse()
  }

  private func dueTime(of entry: FrontierEntry, now: Int) -> ContinuousClock.Instant {
    if let time = retryAt[entry.url] { return time }
    return entry.notBefore <= now ? .now : .now + .seconds(entry.notBefore - now)
  }

  /// Sends the request of a task.
  private mutating func begin(_ task: FetchTask, at site: SiteState) {
    let now = ContinuousClock.now
    site.inFlight += 1
    site.lastBegan = now
    site.readyAt = now + .seconds(interval(of: site, task.target))
    task.sent = (
      (now - task.since) / .seconds(1), Int(wallClock() * 1000), !conditions(of: task).isEmpty
    )
    lastFlight += 1
    flights[lastFlight] = task
    let purpose: TransferRequest.Purpose =
      switch task.purpose {
      case .page: .page
      case .robots: .robots
      case .sitemap: .sitemap
      }
    if purpose == .page { spent.pages += task.hops == 0 ? 1 : 0 }
    let request = TransferRequest(
      address: task.target, purpose: purpose, headers: conditions(of: task),
      mayBePrivate: options.trusts(task.target), acceptsCoding: task.acceptsCoding)
    engine.start(request, id: lastFlight)
  }

  /// The headers that ask for a page only if it changed.
  ///
  /// After a redirect only the mark of the version is sent: the time of change of one page says
  /// nothing about another one.
  private func conditions(of task: FetchTask) -> [String] {
    guard case .page(let entry) = task.purpose else { return [] }
    var headers = entry.etag.isEmpty ? [] : ["If-None-Match: \(entry.etag)"]
    if task.hops == 0, !entry.lastModified.isEmpty {
      headers.append("If-Modified-Since: \(entry.lastModified)")
    }
    // What came from a server goes back to it in a line, and must not become two.
    return headers.filter { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
  }

  /// The seconds from the start of a request to that of the next.
  private func interval(of site: SiteState, _ address: WebAddress) -> Double {
    if let interval = loopbackInterval(address) { return max(interval, site.crawlDelay) }
    let least = max(options.interval, address.leastInterval, site.crawlDelay)
    var generator = KeyedGenerator(
      seed: options.seed, purpose: "interval " + site.name, index: lastFlight)
    return least * (1 + 0.1 * generator.uniform())
  }

  /// The interval that is set for this machine, if the host is this machine.
  func loopbackInterval(_ address: WebAddress) -> Double? {
    address.isLoopback || options.resolvesToLoopback(address) ? options.loopbackInterval : nil
  }

  /// How many requests of a group may be under way: one, but for a group of this machine that is
  /// asked without pause, as benchmarks do.
  private func mostInFlight(_ site: SiteState) -> Int {
    options.loopbackInterval == 0 && site.isLoopback ? options.limits.inFlight : 1
  }

  /// Frees the rules of the sites of a group that has nothing left to do.
  private mutating func forgetRules(of site: SiteState) {
    guard site.open == 0 else { return }
    for origin in site.origins where robotsWaiters[origin] == nil { policies[origin] = nil }
    site.origins = []
  }
}
