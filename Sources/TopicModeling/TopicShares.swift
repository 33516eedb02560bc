import DocumentTerms
import LinearAlgebra

/// The share of each topic in documents, told from their terms.
///
/// After BERTopic's `approximate_distribution`: a window of four terms slides over the document; each
/// window is weighed as if it were a class of its own, and counts for a topic by the cosine of the two.
/// The sums of all windows are brought to a sum of 1. A document without a window that is like a topic
/// has no shares.
///
/// BERTopic does not count cosines below 0.1. How large cosines are depends on how many words topics
/// have, and on a thousand posts that left six documents in ten without shares; here a window counts for the topics
/// at least half as like it as the one most like it.
public struct TopicShares: Sendable {
  /// How shares are found.
  public struct Options: Sendable {
    /// The number of terms of a window.
    public var window = 4
    /// Windows less like a topic than this do not count for it; 0.1 in BERTopic.
    public var minimumSimilarity = 0.0
    /// Nor do those less like it than this share of their likeness to the topic most like them; 0 in
    /// BERTopic.
    public var relativeSimilarity = 0.5

    /// Creates the default options.
    public init() {}
  }

  /// A topic and its share in a document.
  public struct Share: Equatable, Sendable {
    /// The number of the topic.
    public var topic: Int
    /// The share, in 0...1.
    public var share: Double

    /// Creates a share.
    public init(topic: Int, share: Double) { (self.topic, self.share) = (topic, share) }
  }

  /// The number of topics.
  public let topics: Int
  private let options: Options
  private let index: TermIndex
  private let grams: TermGrams
  private let factors: [Double]
  private let takesRoot: Bool
  /// For each term, the topics that have it, ascending, and its weights there over their norms.
  private let weights: [[(topic: Int32, weight: Double)]]

  /// Prepares for documents.
  ///
  /// - Parameters:
  ///   - topics: The weights of the terms of the topics.
  ///   - terms: The terms by their numbers.
  ///   - grams: The runs of words that are terms.
  ///   - options: How shares are found.
  /// - Complexity: O(*n*) in the weights.
  public init(
    _ topics: ClassTFIDF, terms: [String], grams: TermGrams = .single, options: Options = Options()
  ) {
    self.init(
      rows: topics.rows.map { ($0.terms, $0.weights) }, factors: topics.termFactors,
      takesRoot: topics.options.reducesFrequentWords, terms: terms, grams: grams, options: options)
  }

  /// Prepares for documents, with weights as they were written down.
  ///
  /// - Parameters:
  ///   - rows: The terms of each topic and their weights.
  ///   - factors: What the share of each term is multiplied by.
  ///   - takesRoot: Whether the root is taken of shares first.
  ///   - terms: The terms by their numbers.
  ///   - grams: The runs of words that are terms.
  ///   - options: How shares are found.
  public init(
    rows: [(terms: [Int], weights: [Double])], factors: [Double], takesRoot: Bool, terms: [String],
    grams: TermGrams = .single, options: Options = Options()
  ) {
    var index = TermIndex()
    for term in terms { _ = index.number(of: term.utf8Span.span) }
    var weights = [[(topic: Int32, weight: Double)]](repeating: [], count: terms.count)
    for (topic, row) in rows.enumerated() {
      let norm = row.weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > 0 else { continue }
      for (term, weight) in zip(row.terms, row.weights) {
        weights[term].append((Int32(topic), weight / norm))
      }
    }
    (self.index, self.weights, self.factors, self.takesRoot) = (index, weights, factors, takesRoot)
    (self.grams, self.options) = (grams, options)
    self.topics = rows.count
  }

  /// The shares of the topics in a document, ascending by topic; topics without a share are left out.
  ///
  /// - Parameter text: The terms of the document, separated by blanks.
  /// - Returns: Shares that add up to 1, or none.
  /// - Complexity: O(*n* · *w* · *t*) for *n* terms, *w* terms of a window and *t* topics of a term.
  public func shares(_ text: String) -> [Share] {
    let sums = similarities(text)
    let total = sums.reduce(0, +)
    guard total > 0 else { return [] }
    return sums.indices.filter { sums[$0] > 0 }.map { Share(topic: $0, share: sums[$0] / total) }
  }

  /// The cosine of a whole document and each topic.
  public func cosines(_ text: String) -> [Double] {
    var window = Window(topics: topics)
    window.add(numbers(text, bounds: termBounds(text.utf8Span.span)), self)
    return window.cosines
  }

  /// For each topic, the sum of the similarities of the windows of a document.
  private func similarities(_ text: String) -> [Double] {
    var sums = [Double](repeating: 0, count: topics)
    let bounds = termBounds(text.utf8Span.span)
    if bounds.isEmpty { return sums }
    for start in 0...max(0, bounds.count - options.window) {
      let end = min(bounds.count, start + options.window)
      var window = Window(topics: topics)
      window.add(numbers(text, bounds: Array(bounds[start..<end])), self)
      let least = max(
        options.minimumSimilarity, options.relativeSimilarity * (window.cosines.max() ?? 0))
      for (topic, cosine) in window.cosines.enumerated() where cosine >= least && cosine > 0 {
        sums[topic] += cosine
      }
    }
    return sums
  }

  /// The numbers of the terms of a part of a text, ascending; unknown ones are left out.
  private func numbers(_ text: String, bounds: [Range<Int>]) -> [Int32] {
    guard let first = bounds.first, let last = bounds.last else { return [] }
    if grams == .single {
      return bounds.compactMap { index.existingNumber(of: text.utf8Span.span.extracting($0)) }
        .sorted()
    }
    let bytes = Array(text.utf8)
    let part = grams.text(
      String(decoding: bytes[first.lowerBound..<last.upperBound], as: UTF8.self))
    return termBounds(part.utf8Span.span)
      .compactMap { index.existingNumber(of: part.utf8Span.span.extracting($0)) }.sorted()
  }

  /// The terms of a window, weighed.
  private struct Window {
    /// The cosine with each topic, once terms were added.
    var cosines: [Double]

    init(topics: Int) { cosines = [Double](repeating: 0, count: topics) }

    mutating func add(_ terms: [Int32], _ shares: TopicShares) {
      var squares = 0.0
      var start = 0
      while start < terms.count {
        let term = Int(terms[start])
        var end = start + 1
        while end < terms.count, terms[end] == terms[start] { end += 1 }
        let count = Double(end - start)
        // The length of the window cancels out in the cosine.
        let weight = (shares.takesRoot ? count.squareRoot() : count) * shares.factors[term]
        squares += weight * weight
        for use in shares.weights[term] { cosines[Int(use.topic)] += weight * use.weight }
        start = end
      }
      guard squares > 0 else { return }
      let norm = squares.squareRoot()
      for topic in cosines.indices { cosines[topic] /= norm }
    }
  }
}
