/// What a run knows of a group of sites.
final class SiteState {
  let name: String
  /// Whether the group is a host of this machine.
  let isLoopback: Bool
  /// Requests that wait for their turn.
  var waiting: [FetchTask] = []
  /// Addresses from the journal that are due, the next one last.
  var window: [FrontierEntry] = []
  /// The number of addresses that were begun and are not settled.
  var open = 0
  /// The number of requests that are under way.
  var inFlight = 0
  /// When the next request may begin.
  var readyAt = ContinuousClock.now
  /// When the last request began.
  var lastBegan = ContinuousClock.now
  /// When an address is due again, if the journal has only such ones.
  var wakeAt: ContinuousClock.Instant?
  /// The seconds between requests that the sites ask for.
  var crawlDelay = 0.0
  /// How many different addresses failed in a row, and the last of them.
  var failures = (count: 0, last: "")
  /// Whether nothing more is asked for in this run.
  var isClosed = false
  /// The time of the turn of the group in the queue, if it has one.
  var queuedAt: ContinuousClock.Instant?
  /// The origins whose rules are in memory.
  var origins: [String] = []

  /// How many addresses of a group may be open, while redirects lead them through other groups.
  static let mostOpen = 4

  init(_ name: String) {
    self.name = name
    isLoopback = WebAddress("http://\(name)/")?.isLoopback ?? false
  }

  /// Nothing begins for `seconds`.
  func rest(_ seconds: Double) { readyAt = max(readyAt, .now + .seconds(seconds)) }
}

/// A request to come, and what led to it.
final class FetchTask {
  /// What the answer is for.
  enum Purpose {
    case page(FrontierEntry)
    case robots(origin: String)
    case sitemap(depth: Int)
  }

  let purpose: Purpose
  /// The address that the task began with.
  let url: String
  /// The group that the task belongs to.
  let home: String
  /// The address to ask next, after redirects.
  var target: WebAddress
  /// The number of redirects so far.
  var hops = 0
  /// The number of this attempt, from 1.
  var attempt = 1
  /// The redirects so far.
  var records: [HTTPRecord] = []
  /// Whether the body may be compressed.
  var acceptsCoding = true
  /// When the task began to wait for its turn.
  var since = ContinuousClock.now
  /// The seconds that it waited, the milliseconds since 1970 when it was sent, whether with a
  /// condition.
  var sent = (waited: 0.0, at: 0, isConditional: false)

  init(_ purpose: Purpose, _ target: WebAddress) {
    self.purpose = purpose
    self.target = target
    guard case .page(let entry) = purpose else {
      url = target.string
      home = target.group
      return
    }
    // As the journal has them, which an earlier version of the program may have written.
    url = entry.url
    home = entry.group
    attempt = entry.attempts + 1
  }

  /// Begins anew, as after a failure.
  func restart(at origin: WebAddress) {
    target = origin
    hops = 0
    records = []
    attempt += 1
  }
}
