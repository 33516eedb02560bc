import Artifacts

/// How many addresses ended how.
public struct FetchSummary: Sendable, CustomStringConvertible {
  /// The pages that came.
  public private(set) var fetched = 0
  /// The pages that are as they were.
  public private(set) var unchanged = 0
  /// The addresses that failed for good.
  public private(set) var rejected = 0
  /// The requests, those for robots.txt included.
  public private(set) var requests = 0
  /// The bytes of bodies over the wire.
  public private(set) var bytes = 0
  private var retried: Set<String> = []
  private var firstFailure: (url: String, detail: String)?

  /// Creates the summary of a run that begins.
  public init() {}

  /// Counts an event.
  public mutating func add(_ event: FetchEvent) {
    switch event {
    case .request(let report):
      requests += 1
      bytes += report.wire
    case .settled(let url, let result):
      retried.remove(url)
      switch result {
      case .fetched: fetched += 1
      case .unchanged: unchanged += 1
      case .retried(_, let detail):
        retried.insert(url)
        firstFailure = firstFailure ?? (url, detail)
      case .rejected(_, let detail):
        rejected += 1
        firstFailure = firstFailure ?? (url, detail)
      }
    case .sitemap, .parked, .closed: break
    }
  }

  /// The addresses that are dealt with in this run.
  public var count: Int { fetched + unchanged + rejected + retried.count }

  /// Throws unless the run did what it was asked for. The one place where the exit code is decided.
  ///
  /// - Parameters:
  ///   - store: The path of the store, for the messages.
  ///   - kept: The number of addresses that were in the store before.
  ///   - deferral: Why the run ended before its work; nil if it did not.
  /// - Throws: ``FileError`` of the kind `deferred` if the run is to be continued, and `empty` with
  ///   what was wrong with the first address if there is no page of any.
  public func requirePages(in store: String, kept: Int, deferral: String?) throws(FileError) {
    if let deferral {
      throw FileError(
        .deferred, store, "\(self); \(deferral)", remedy: "run the same command again later")
    }
    guard fetched + unchanged + kept == 0, let firstFailure else { return }
    throw FileError(
      .empty, firstFailure.url, "nothing was fetched: \(firstFailure.detail)",
      remedy: "see crawl explain \(firstFailure.url)")
  }

  /// The counts in a line.
  public var description: String {
    var parts = ["\(fetched) fetched", "\(unchanged) unchanged"]
    if rejected > 0 { parts.append("\(rejected) failed") }
    if !retried.isEmpty { parts.append("\(retried.count) to try again") }
    return parts.joined(separator: ", ") + "; \(requests) requests, \(bytes >> 10) KiB"
  }
}
