/// Outcomes that wait to be kept together, since keeping costs two flushes of the disk however many
/// they are.
///
/// They are kept in two steps. While the records of the latest are made on other threads, those before them
/// go to the disk, and further answers come.
struct Outbox {
  /// Some outcomes, and what is told of each once it is kept.
  struct Batch {
    private(set) var outcomes: [AddressOutcome] = []
    private(set) var results: [FetchResult] = []
    /// The bytes of the answers.
    private(set) var size = 0
    /// When the oldest came.
    private(set) var since = ContinuousClock.now

    var isEmpty: Bool { outcomes.isEmpty }

    mutating func append(_ outcome: AddressOutcome, _ result: FetchResult) {
      if outcomes.isEmpty { since = .now }
      outcomes.append(outcome)
      results.append(result)
      size += outcome.size
    }
  }

  /// Those that came last.
  private var latest = Batch()
  /// Those whose records are being made.
  private(set) var prepared = Batch()
  /// The addresses of both.
  private(set) var urls: Set<String> = []

  private static let mostOutcomes = 128
  private static let largestSize = 32 << 20
  /// The number of transfers under way from which on others are soon to end.
  static let fewTransfers = 4

  var isEmpty: Bool { latest.isEmpty && prepared.isEmpty }

  mutating func append(_ outcome: AddressOutcome, _ result: FetchResult) {
    latest.append(outcome, result)
    urls.insert(outcome.url)
  }

  /// Moves all one step on.
  ///
  /// - Returns: Those that were prepared and are to be kept now. What ``prepared`` holds is to be prepared.
  mutating func advance() -> Batch {
    let ready = prepared
    prepared = latest
    latest = Batch()
    for outcome in ready.outcomes { urls.remove(outcome.url) }
    return ready
  }

  /// When outcomes are to move on: at once if few transfers are under way, as at one polite site, or if
  /// there are many outcomes; otherwise a tenth of a second after the first, or two once they are prepared.
  func due(transfers: Int) -> ContinuousClock.Instant? {
    let isFull = latest.outcomes.count >= Self.mostOutcomes || latest.size >= Self.largestSize
    let times = [
      latest.isEmpty ? nil : isFull ? latest.since : latest.since + .milliseconds(100),
      prepared.isEmpty ? nil : prepared.since + .milliseconds(200),
    ]
    guard let first = times.compactMap(\.self).min() else { return nil }
    return transfers < Self.fewTransfers ? min(first, .now) : first
  }
}
