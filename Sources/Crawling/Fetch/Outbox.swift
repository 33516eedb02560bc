/// Outcomes that wait to be kept together, since keeping costs two flushes of the disk however many
/// they are.
struct Outbox {
  /// The outcomes in the order in which they came.
  private(set) var outcomes: [AddressOutcome] = []
  /// What is told of each once it is kept.
  private(set) var results: [FetchResult] = []
  /// When the oldest came.
  private var since = ContinuousClock.now
  private var size = 0

  private static let mostOutcomes = 128
  private static let largestSize = 32 << 20
  /// The number of transfers under way from which on others are soon to end.
  private static let fewTransfers = 4

  var isEmpty: Bool { outcomes.isEmpty }

  mutating func append(_ outcome: AddressOutcome, _ result: FetchResult) {
    if outcomes.isEmpty { since = .now }
    outcomes.append(outcome)
    results.append(result)
    size += outcome.size
  }

  /// When the outcomes are to be kept: at once if few transfers are under way, as in a polite crawl, or
  /// if there are many outcomes; otherwise a tenth of a second after the first.
  func due(transfers: Int) -> ContinuousClock.Instant? {
    if isEmpty { return nil }
    let isFull = outcomes.count >= Self.mostOutcomes || size >= Self.largestSize
    return isFull || transfers < Self.fewTransfers ? since : since + .milliseconds(100)
  }
}
