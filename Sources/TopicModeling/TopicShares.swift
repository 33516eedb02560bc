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
/// have, and on a thousand posts that left six documents in ten without shares; here a window counts for
/// the topics at least half as like it as the one most like it.
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
  let factors: [Double]
  let takesRoot: Bool
  /// Where the uses of each term begin in ``uses``, and where the last ones end.
  let offsets: [Int]
  /// The topics that have a term, ascending, and its weights there over their norms; term by term.
  let uses: [Use]

  struct Use {
    var topic: Int32
    var weight: Double
  }

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
    var uses = [[Use]](repeating: [], count: terms.count)
    for (topic, row) in rows.enumerated() {
      let norm = row.weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > 0 else { continue }
      for (term, weight) in zip(row.terms, row.weights) {
        uses[term].append(Use(topic: Int32(topic), weight: weight / norm))
      }
    }
    offsets = uses.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    self.uses = uses.flatMap { $0 }
    (self.index, self.factors, self.takesRoot) = (index, factors, takesRoot)
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
    let found = terms(of: text)
    var window = TopicWindow(topics: topics)
    window.compare(found.terms.map(\.number), with: self)
    return window.cosines
  }

  /// For each topic, the sum of the similarities of the windows of a document.
  private func similarities(_ text: String) -> [Double] {
    var sums = [Double](repeating: 0, count: topics)
    let (terms, length) = terms(of: text)
    var window = TopicWindow(topics: topics)
    var numbers: [Int32] = []
    var first = 0
    for start in 0...max(0, length - options.window) {
      let end = start + options.window
      while first < terms.count, terms[first].start < start { first += 1 }
      numbers.removeAll(keepingCapacity: true)
      for term in terms[first...].prefix(while: { $0.start < end }) where term.end <= end {
        numbers.append(term.number)
      }
      window.compare(numbers, with: self)
      let best = window.touched.reduce(0) { max($0, window.cosines[$1]) }
      let least = max(options.minimumSimilarity, options.relativeSimilarity * best)
      for topic in window.touched where window.cosines[topic] >= least {
        sums[topic] += window.cosines[topic]
      }
    }
    return sums
  }

  /// A term in a document.
  private struct Place {
    var start: Int
    var end: Int
    var number: Int32
  }

  /// The terms of a text that are known, by their starts, and how many words it has.
  private func terms(of text: String) -> (terms: [Place], length: Int) {
    let bounds = termBounds(text.utf8Span.span)
    var places: [Place] = []
    for start in bounds.indices {
      for length in grams.lengths where start + length <= bounds.count {
        let run = bounds[start].lowerBound..<bounds[start + length - 1].upperBound
        let number = index.number(
          ofRun: text.utf8Span.span.extracting(run), isSingle: length == 1)
        if let number { places.append(Place(start: start, end: start + length, number: number)) }
      }
    }
    return (places, bounds.count)
  }
}
