// The end of a task: what the journal keeps of it.
extension Fetcher where Journal: ~Copyable {
  /// A page came, or is as it was.
  mutating func settle(_ task: FetchTask, _ outcome: FetchOutcome) throws {
    try journal.record(outcome, of: task.url)
    retryAt[task.url] = nil
    let site = try close(task)
    site.failures = (0, "")
    if case .unchanged = outcome {
      events.append(.settled(url: task.url, .unchanged))
    } else {
      events.append(.settled(url: task.url, .fetched))
    }
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
    // The journal first: closing looks there for the next address of the group.
    try reject(task.url, failure)
    retryAt[task.url] = nil
    _ = try close(task)
  }

  /// An address is tried again, not before a time in seconds since 1970.
  mutating func retry(_ task: FetchTask, _ failure: FetchFailure, notBefore: Int) throws {
    let (code, detail) = (failure.name, failure.detail)
    try journal.record(.retry(code: code, detail: detail, notBefore: notBefore), of: task.url)
    _ = try close(task)
    events.append(.settled(url: task.url, .retried(code: code, detail: detail)))
  }

  /// An address is given up.
  mutating func reject(_ url: String, _ failure: FetchFailure) throws {
    let (code, detail) = (failure.name, failure.detail)
    try journal.record(.rejected(code: code, detail: detail), of: url)
    events.append(.settled(url: url, .rejected(code: code, detail: detail)))
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
