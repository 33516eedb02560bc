import Artifacts
import LinearAlgebra
import StageSupport
import TopicModeling

/// The shares of topics in documents, and in those of each author, as tables.
struct TopicShareTables: Sendable {
  private let shares: TopicShares
  private let topics: [[String]]
  private let minimum: Double

  /// - Parameters:
  ///   - shares: Tells the shares in a document.
  ///   - topics: The cluster and the topic of each.
  ///   - minimum: The least share to write.
  init(_ shares: TopicShares, _ topics: [[String]], minimum: Double) {
    (self.shares, self.topics, self.minimum) = (shares, topics, minimum)
  }

  /// Writes `shares.tsv`, a row a share of at least some size, and always the largest one, largest first;
  /// and, if documents have authors, `authors.tsv`: the mean of the shares in the documents of an author that
  /// have shares, each weighed by its number of tokens.
  ///
  /// - Returns: The number of documents that have shares.
  @discardableResult
  func write(_ documents: Table, threads: Int, _ output: borrowing StageOutput) throws -> Int {
    let tokens = try documents.index(of: "tokens")
    let found = parallelMap(count: documents.count, chunk: 512, threads: threads) { range in
      range.map { row in
        let text = documents.string(row, tokens)
        return (
          shares: shares.shares(text), length: 1 + text.utf8.count { $0 == UInt8(ascii: " ") }
        )
      }
    }.flatMap { $0 }
    let ids = try documents.keys("id")
    try writeTable(
      output.file("shares.tsv"), columns: Schema.shares, of: bytewiseOrder(ids), threads: threads
    ) { row, append in
      for record in records(ids[row], found[row].shares) { append(record) }
    }
    let authors = try documents.column("author")
    if authors.contains(where: { !$0.isEmpty }) {
      let means = means(authors, found)
      try writeTable(
        output.file("authors.tsv"), columns: Schema.authorShares,
        bytewiseOrder(means.map(\.author)).flatMap { records(means[$0].author, means[$0].shares) })
    }
    return found.count { !$0.shares.isEmpty }
  }

  private func records(_ name: String, _ shares: [TopicShares.Share]) -> [[String]] {
    shares.sorted { (-$0.share, $0.topic) < (-$1.share, $1.topic) }.enumerated()
      .filter { $0.offset == 0 || $0.element.share >= minimum }
      .map { [name] + topics[$0.element.topic] + [decimal($0.element.share)] }
  }

  private func means(
    _ authors: [String], _ found: [(shares: [TopicShares.Share], length: Int)]
  ) -> [(author: String, shares: [TopicShares.Share])] {
    var sums: [String: (tokens: Double, shares: [Double])] = [:]
    for (author, document) in zip(authors, found)
    where !author.isEmpty && !document.shares.isEmpty {
      // Taken out meanwhile, so that the array is not copied.
      var entry =
        sums.removeValue(forKey: author) ?? (0, [Double](repeating: 0, count: topics.count))
      entry.tokens += Double(document.length)
      for share in document.shares {
        entry.shares[share.topic] += Double(document.length) * share.share
      }
      sums[author] = entry
    }
    return sums.map { author, entry in
      let means = entry.shares.enumerated().filter { $0.element > 0 }.map {
        TopicShares.Share(topic: $0.offset, share: $0.element / entry.tokens)
      }
      return (author, means)
    }
  }
}
