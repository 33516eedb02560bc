import Crawling

/// A journal in memory, for the tests of the fetch loop.
struct MemoryJournal: FetchJournal, Sendable {
  struct Page: Sendable {
    var entry: FrontierEntry
    var isDone = false
    var outcomes: [FetchOutcome] = []
  }

  var pages: [String: Page] = [:]
  var order: [String] = []
  var robots: [String: (status: Int, body: [UInt8], fetched: Int)] = [:]
  var parks: [String: Int] = [:]
  /// How many outcomes were kept at once, each time.
  var batches: [Int] = []

  mutating func enqueue(_ entries: [FrontierEntry], refresh: Bool) throws -> Int {
    for entry in entries {
      if pages[entry.url] == nil {
        pages[entry.url] = Page(entry: entry)
        order.append(entry.url)
      } else if refresh {
        pages[entry.url]?.isDone = false
      }
    }
    return pages.values.count { !$0.isDone }
  }

  mutating func pending(group: String, limit: Int) throws -> [FrontierEntry] {
    let entries = order.compactMap { pages[$0] }.filter { !$0.isDone && $0.entry.group == group }
    let sorted = entries.map(\.entry).enumerated().sorted {
      ($0.element.notBefore, $0.offset) < ($1.element.notBefore, $1.offset)
    }
    return sorted.prefix(limit).map(\.element)
  }

  mutating func pendingGroups() throws -> [String] {
    Set(pages.values.filter { !$0.isDone }.map(\.entry.group)).sorted()
  }

  mutating func record(_ outcomes: [AddressOutcome]) throws {
    batches.append(outcomes.count)
    for outcome in outcomes { record(outcome.outcome, of: outcome.url) }
  }

  private mutating func record(_ outcome: FetchOutcome, of url: String) {
    pages[url]?.outcomes.append(outcome)
    switch outcome {
    case .fetched(let records):
      pages[url]?.isDone = true
      pages[url]?.entry.attempts = 0
      pages[url]?.entry.etag = records.last?.etag ?? ""
      pages[url]?.entry.lastModified = records.last?.lastModified ?? ""
    case .unchanged, .rejected: pages[url]?.isDone = true
    case .retry(_, _, let notBefore):
      pages[url]?.entry.attempts += 1
      pages[url]?.entry.notBefore = notBefore
    }
  }

  mutating func robots(
    of origin: String
  ) throws -> (status: Int, body: [UInt8], fetched: Int)? { robots[origin] }

  mutating func keepRobots(
    _ status: Int, _ body: [UInt8], fetched: Int, of origin: String
  ) throws { robots[origin] = (status, body, fetched) }

  mutating func parked(group: String) throws -> Int { parks[group] ?? 0 }

  mutating func park(group: String, until: Int) throws { parks[group] = until }

  /// How an address ended: `fetched`, `unchanged`, a code of a reject, or `retry CODE`.
  func verdict(_ url: String) -> String {
    switch pages[url]?.outcomes.last {
    case nil: "nothing"
    case .fetched: "fetched"
    case .unchanged: "unchanged"
    case .retry(let code, _, _): "retry \(code)"
    case .rejected(let code, _): code
    }
  }

  /// The sentence of the last failure of an address.
  func detail(_ url: String) -> String {
    switch pages[url]?.outcomes.last {
    case .retry(_, let detail, _), .rejected(_, let detail): detail
    default: ""
    }
  }

  /// The records of a page that was fetched, or found unchanged.
  func records(_ url: String) -> [HTTPRecord] {
    switch pages[url]?.outcomes.last {
    case .fetched(let records), .unchanged(let records): records
    default: []
    }
  }
}
