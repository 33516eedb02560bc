import Artifacts

/// How many addresses ended how.
public struct FetchSummary: Sendable, CustomStringConvertible {
  private var fetched = 0
  private var unchanged = 0
  private var kept = 0
  private var rejects: [Reject] = []

  /// Creates the summary of a run that begins.
  public init() {}

  /// Counts an outcome.
  public mutating func add(_ outcome: FetchOutcome) {
    switch outcome {
    case .fetched: fetched += 1
    case .unchanged: unchanged += 1
    case .kept: kept += 1
    case .rejected(let reject): rejects.append(reject)
    }
  }

  /// The number of addresses so far.
  public var count: Int { fetched + unchanged + kept + rejects.count }

  /// Throws if there is no page of any address.
  ///
  /// - Throws: ``FileError`` of the kind `empty` with what was wrong with the first address.
  public func requirePages(in store: String) throws(FileError) {
    guard fetched + unchanged + kept == 0 else { return }
    guard let first = rejects.first else {
      throw FileError(.empty, store, "no address was given", remedy: "give --url")
    }
    throw FileError(
      .empty, first.input, "nothing was fetched: \(first.reason)", remedy: first.detail)
  }

  /// The counts in a line.
  public var description: String {
    let counts = "\(fetched) fetched, \(unchanged) unchanged, \(kept) in the store already"
    return rejects.isEmpty ? counts : counts + ", \(rejects.count) failed (see rejects.tsv)"
  }
}
