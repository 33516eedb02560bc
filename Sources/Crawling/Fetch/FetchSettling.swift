// The end of a task: what the journal keeps of it.
extension Fetcher where Journal: ~Copyable {
  /// Brings the outcomes that wait into the journal, those that came last once they are prepared.
  mutating func keepDueOutcomes() throws {
    guard let due = outbox.due(transfers: engine.count), due <= .now else { return }
    if engine.count < Outbox.fewTransfers { return try keepOutcomes() }
    try moveOutcomesOn()
  }

  /// Brings all outcomes that wait into the journal.
  mutating func keepOutcomes() throws {
    while !outbox.isEmpty { try moveOutcomesOn() }
  }

  private mutating func moveOutcomesOn() throws {
    let ready = outbox.advance()
    // The records of these are made while those before them go to the disk.
    if !outbox.prepared.isEmpty { try journal.prepare(outbox.prepared.outcomes) }
    guard !ready.isEmpty else { return }
    try journal.record(ready.outcomes)
    for (outcome, result) in zip(ready.outcomes, ready.results) {
      events.append(.settled(url: outcome.url, result))
    }
  }

  /// A page came, or is as it was.
  mutating func settle(_ task: FetchTask, _ outcome: FetchOutcome) throws {
    let result: FetchResult = if case .unchanged = outcome { .unchanged } else { .fetched }
    outbox.append(AddressOutcome(outcome, of: task.url), result)
    retryAt[task.url] = nil
    try close(task).failures = (0, "")
  }

  /// A task failed for good, or for this run.
  mutating func settle(_ task: FetchTask, _ failure: FetchFailure) throws {
    switch task.purpose {
    case .robots(let origin):
      // Where the request for robots.txt may not go, the rules cannot be known.
      return try closeRules(of: origin, failure, after: task)
    case .sitemap:
      let result = FetchResult.rejected(code: failure.name, detail: failure.detail)
      return events.append(.settled(url: task.url, result))
    case .page: break
    }
    // First, since closing looks into the journal for the next address of the group.
    reject(task.url, failure)
    retryAt[task.url] = nil
    _ = try close(task)
  }

  /// An address is tried again, not before a time in seconds since 1970.
  mutating func retry(_ task: FetchTask, _ failure: FetchFailure, notBefore: Int) throws {
    let (code, detail) = (failure.name, failure.detail)
    let outcome = FetchOutcome.retry(code: code, detail: detail, notBefore: notBefore)
    outbox.append(AddressOutcome(outcome, of: task.url), .retried(code: code, detail: detail))
    _ = try close(task)
  }

  /// An address is given up.
  mutating func reject(_ url: String, _ failure: FetchFailure) {
    let (code, detail) = (failure.name, failure.detail)
    outbox.append(
      AddressOutcome(.rejected(code: code, detail: detail), of: url),
      .rejected(code: code, detail: detail))
  }

  /// The task is no longer under way; its group may open another one.
  private mutating func close(_ task: FetchTask) throws -> SiteState {
    let site = try site(task.home)
    if case .page(let entry) = task.purpose {
      openURLs.remove(entry.url)
      site.open -= 1
    }
    try queueIfBusy(site)
    return site
  }
}
