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
    log.record(event.name, event)
    if case .settled(let url, .rejected(let code, let detail)) = event {
      warn("\(withoutSecrets(url)): \(code): \(detail)")
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

  /// A line every ten seconds where no progress line can be drawn.
  private mutating func tell() {
    guard !progress.isDrawn, log.format == .text, lastTold.duration(to: .now) >= .seconds(10)
    else { return }
    lastTold = .now
    log.info("\(summary)")
  }

  func finish() { progress.finish() }
}
