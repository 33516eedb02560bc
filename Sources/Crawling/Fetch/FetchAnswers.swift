// What an answer means, and what becomes of its address.
extension Fetcher where Journal: ~Copyable {
  /// Judges an answer.
  mutating func complete(_ id: Int, _ result: TransferResult) throws {
    guard let task = flights.removeValue(forKey: id) else { return }
    let site = try site(task.target.group)
    site.inFlight -= 1
    spent.bytes += result.transfer.body.count
    if loopbackInterval(task.target) == nil {
      // A server that takes long has much to do: twice its time is left to it.
      let rest = min(60, 2 * result.times.total / 1000)
      site.readyAt = max(site.readyAt, site.lastBegan + .seconds(rest))
    }
    // A delay that outlasts the run holds for the next one, too.
    if site.crawlDelay > 60 { try park(site, site.crawlDelay) }
    report(task, result)
    switch task.purpose {
    case .robots(let origin): try completeRobots(task, of: origin, result)
    case .sitemap(let depth): try completeSitemap(task, depth: depth, result)
    case .page: try completePage(task, result)
    }
    try queueIfBusy(site)
  }

  private mutating func completePage(_ task: FetchTask, _ result: TransferResult) throws {
    switch result.status {
    case .failure(let failure):
      if failure.code == .badEncoding, task.acceptsCoding {
        // Some servers compress badly; what they send plainly may be whole.
        task.acceptsCoding = false
        return try advance(task)
      }
      try fail(task, failure, after: nil)
    case .success(let status):
      switch status {
      case 200, 203:
        try settle(task, .fetched(task.records + [record(of: task, result)]))
      case 304 where task.sent.isConditional:
        try settle(task, .unchanged(task.records + [record(of: task, result)]))
      case _ where result.head.redirect != nil:
        if task.hops < options.limits.redirects {
          task.records.append(record(of: task, result))
          try follow(task, result)
        } else {
          try settle(task, FetchFailure(.tooManyRedirects, "\(task.hops) redirects"))
        }
      default:
        let isTransient = [408, 425, 429, 500, 502, 503, 504].contains(status)
        try fail(
          task, FetchFailure(.status, "status \(status)", isTransient: isTransient, status: status),
          after: pauseAsked(by: task.target, status, result))
      }
    }
  }

  /// Goes where a redirect leads, through the same checks as any address.
  mutating func follow(_ task: FetchTask, _ result: TransferResult) throws {
    let location = result.head.redirect ?? ""
    guard let next = task.target.resolving(location) else {
      return try settle(task, FetchFailure(.badRedirect, String(location.prefix(200))))
    }
    task.target = next
    task.hops += 1
    try advance(task)
  }

  /// The seconds for which a group is left alone after a status; nil if it need not be.
  private func pauseAsked(
    by address: WebAddress, _ status: Int, _ result: TransferResult
  ) -> Double? {
    if status == 429 || status == 503 { return retrySeconds(result) }
    // Wikimedia asks for a quarter of an hour after an error of its hosts beside the wikis
    // (Wikimedia Foundation, Robot policy).
    return status >= 500 && address.host.hasSuffix(".wikimedia.org")
      ? options.limits.longestBackoff : nil
  }

  /// The pause that an answer asks for; the least one if it does not say.
  func retrySeconds(_ result: TransferResult) -> Double {
    let asked = result.head["retry-after"].flatMap { retryAfter($0, now: wallClock()) }
    return min(asked ?? options.limits.firstBackoff, options.limits.longestRetryAfter)
  }

  /// Keeps a failed task for another attempt, or gives it up.
  private mutating func fail(
    _ task: FetchTask, _ failure: FetchFailure, after asked: Double?
  ) throws {
    let site = try site(task.target.group)
    if let asked { try park(site, asked) }
    guard failure.isTransient, task.attempt < min(options.limits.attempts, failure.mostAttempts)
    else {
      noteFailure(of: task, at: site, failure)
      return try settle(task, failure)
    }
    let pause = max(
      asked ?? 0,
      backoff(attempt: task.attempt, of: task.url, seed: options.seed, options.limits))
    retryAt[task.url] = .now + .seconds(pause)
    noteFailure(of: task, at: site, failure)
    try retry(task, failure, notBefore: Int(wallClock() + pause))
  }

  /// A group whose addresses fail one after another is left for another run.
  private mutating func noteFailure(
    of task: FetchTask, at site: SiteState, _ failure: FetchFailure
  ) {
    guard failure.isTransient, site.failures.last != task.url else { return }
    site.failures = (site.failures.count + 1, task.url)
    guard site.failures.count >= options.limits.groupFailures, !site.isClosed else { return }
    site.isClosed = true
    site.window = []
    deferral = deferral ?? "\(site.name) fails again and again"
    events.append(.closed(group: site.name, failure.detail))
  }

  /// A group is not asked for some time, in this run and in others.
  mutating func park(_ site: SiteState, _ seconds: Double) throws {
    site.rest(seconds)
    try journal.park(group: site.name, until: Int((wallClock() + seconds).rounded(.up)))
    events.append(.parked(group: site.name, seconds: seconds))
  }

  private func record(of task: FetchTask, _ result: TransferResult) -> HTTPRecord {
    HTTPRecord(
      url: task.target.string, sent: task.sent.at, address: result.ip,
      requestHead: result.transfer.requestHead, responseHead: result.head.bytes,
      body: result.transfer.body, status: result.head.status, etag: result.head["etag"] ?? "",
      lastModified: result.head["last-modified"] ?? "")
  }

  private mutating func report(_ task: FetchTask, _ result: TransferResult) {
    let decision: String
    switch result.status {
    case .failure(let failure): decision = failure.name
    case .success(let status):
      decision = status == 200 ? "ok" : result.head.redirect == nil ? "http-\(status)" : "redirect"
    }
    let times = result.times
    events.append(
      .request(
        RequestReport(
          ts: task.sent.at, url: task.target.string, group: task.target.group,
          attempt: task.attempt, http: result.head.status, curl: result.codeNumber,
          wire: result.transfer.body.count, decoded: result.transfer.decoder?.count ?? 0,
          ms: .init(
            dns: times.lookup, connect: times.connected, tls: times.secured,
            ttfb: times.firstByte, total: times.total),
          ip: result.ip, version: result.version, reused: result.isReused,
          wait: (task.sent.waited * 1000).rounded(), decision: decision)))
  }
}
