import Crawling
import StageSupport

/// What a user sees of a run of `crawl fetch`: a progress line, or a record of each request.
struct FetchRun {
  private(set) var summary = FetchSummary()
  private let log: Log
  private var progress: ProgressLine
  private var lastTold = ContinuousClock.now
  private var rejects = 0

  private static let mostWarnings = 20

  init(log: Log, total: Int) {
    self.log = log
    progress = ProgressLine("fetch", total: total, log: log)
  }

  mutating func show(_ event: FetchEvent) {
    summary.add(event)
    switch event {
    case .request(let report): log.record("request", report)
    case .settled(let url, .rejected(let code, let detail)):
      log.record("reject", ["url": withoutSecrets(url), "code": code, "detail": detail])
      warn("\(withoutSecrets(url)): \(code): \(detail)")
    case .settled(let url, .retried(let code, let detail)):
      log.record("retry", ["url": url, "code": code, "detail": detail])
    case .settled(let url, .fetched): log.record("fetched", ["url": url])
    case .settled(let url, .unchanged): log.record("unchanged", ["url": url])
    case .sitemap(let url, let addresses):
      log.record("sitemap", ["url": url, "addresses": "\(addresses)"])
    case .parked(let group, let seconds):
      log.record("parked", ["group": group, "seconds": "\(seconds)"])
    case .closed(let group, let detail):
      log.record("closed", ["group": group, "detail": detail])
    }
    progress.update(summary.count)
    tell()
  }

  /// A line for each of the first rejects; a thousand would hide the rest.
  private mutating func warn(_ message: String) {
    rejects += 1
    guard log.format == .text, rejects <= Self.mostWarnings + 1 else { return }
    progress.finish()
    log.warning(rejects <= Self.mostWarnings ? message : "further rejects are not shown here")
  }

  /// An address without its query where that may tell who somebody is.
  private func withoutSecrets(_ url: String) -> String {
    WebAddress(url)?.isMeta == true ? String(url.prefix { $0 != "?" }) : url
  }

  /// A line every ten seconds where no progress line can be drawn.
  private mutating func tell() {
    guard !progress.isDrawn, log.format == .text, lastTold.duration(to: .now) >= .seconds(10)
    else { return }
    lastTold = .now
    log.info("\(summary)")
  }

  func finish() { progress.finish() }
}
