/// The addresses still to fetch, and when each site may be asked again.
///
/// A site is asked at most once an interval, counted from the start of one request to that of the
/// next. While one site rests the others are asked, in the order in which they were given.
struct SiteQueue {
  private struct Site {
    var addresses: [WebAddress] = []
    var next = 0
    var interval: Double
    var readyAt = ContinuousClock.now
  }

  private var sites: [String: Site] = [:]
  private var order: [String] = []
  private let interval: Double

  /// The longest delay that a site may ask for, in seconds.
  static let longestDelay = 60.0

  init(_ addresses: [WebAddress], interval: Double) {
    self.interval = interval
    for address in addresses {
      if sites[address.site] == nil { order.append(address.site) }
      sites[address.site, default: Site(interval: interval)].addresses.append(address)
    }
  }

  /// Takes the next address of the site that is ready first.
  mutating func next() -> WebAddress? {
    let waiting = order.compactMap { name in
      sites[name].flatMap { $0.next < $0.addresses.count ? (name, $0.readyAt) : nil }
    }
    guard let first = waiting.min(by: { $0.1 < $1.1 }), var site = sites[first.0] else {
      return nil
    }
    let address = site.addresses[site.next]
    site.next += 1
    sites[first.0] = site
    return address
  }

  /// The interval of a site becomes at least `seconds`, up to a minute.
  mutating func slowDown(_ name: String, to seconds: Double) {
    var site = sites[name] ?? Site(interval: interval)
    site.interval = max(site.interval, min(seconds, Self.longestDelay))
    sites[name] = site
  }

  /// A site is not asked for `seconds` from now.
  mutating func pause(_ name: String, for seconds: Double) {
    var site = sites[name] ?? Site(interval: interval)
    site.readyAt = max(site.readyAt, .now + .seconds(seconds))
    sites[name] = site
  }

  /// When a site may be asked again.
  func readyAt(_ name: String) -> ContinuousClock.Instant { sites[name]?.readyAt ?? .now }

  /// Notes that a request to a site begins now.
  mutating func begin(_ name: String) {
    var site = sites[name] ?? Site(interval: interval)
    site.readyAt = .now + .seconds(site.interval)
    sites[name] = site
  }
}
