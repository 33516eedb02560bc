import DocumentTerms
import LinearAlgebra
import RealModule

/// How typical each term is of each class of documents: class-based TF-IDF ([Grootendorst 2022]).
///
/// The documents of a class count as one long document. The weight of term *t* in class *c* is
///
///     tf(t, c) × log(1 + A / f(t))
///
/// where tf is the term's share of the tokens of the class, f(t) its count in all classes together, and
/// A the mean number of tokens of a class, rounded down as BERTopic does.
///
/// [Grootendorst 2022]: https://doi.org/10.48550/arXiv.2203.05794
public struct ClassTFIDF: Sendable {
  /// Variations of the weight.
  public struct Options: Sendable {
    /// Takes the square root of tf, which makes words that are frequent everywhere count less.
    public var reducesFrequentWords: Bool
    /// Weighs terms by log(1 + (A − f + ½) / (f + ½)) as BM25 does, which is harder on words that are
    /// frequent everywhere and may be negative for them.
    public var usesBM25: Bool

    /// Creates the options; by default the formula of the paper.
    public init(reducesFrequentWords: Bool = false, usesBM25: Bool = false) {
      self.reducesFrequentWords = reducesFrequentWords
      self.usesBM25 = usesBM25
    }
  }

  /// The weights of one class.
  public struct Row: Sendable {
    /// The terms that occur in the class, ascending.
    public var terms: [Int] = []
    /// The number of occurrences of each term.
    public var counts: [Double] = []
    /// The weight of each term.
    public var weights: [Double] = []
    /// The number of different owners of documents of the class that use each term.
    public var owners: [Int] = []
  }

  /// The weights of each class.
  public let rows: [Row]
  /// The factor of each term that does not depend on the class; 0 for a term that was left out.
  public let termFactors: [Double]
  /// The mean number of tokens of a class, rounded down.
  public let averageTokens: Double
  /// How the weights were computed.
  public let options: Options

  /// Weighs the terms of classes.
  ///
  /// - Parameters:
  ///   - corpus: The documents.
  ///   - classes: Which documents make up a class.
  ///   - minimumDocumentFrequency: Terms of fewer documents of the corpus are left out, also from the
  ///     counts above. Larger values remove misspellings and names.
  ///   - options: Variations of the weight.
  ///   - multipliers: What the weights of some terms are multiplied by, such as 2 for words that topics
  ///     should show, or 0 for words that they should not.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*n* + *c* · *v*) for *n* stored counts, *c* classes and *v* terms.
  public init(
    _ corpus: DocumentTermMatrix, classes: DocumentClasses, minimumDocumentFrequency: Int = 1,
    options: Options = Options(), multipliers: [String: Double] = [:], threads: Int = 1
  ) {
    let isKept = corpus.documentFrequencies().map { $0 >= minimumDocumentFrequency }
    let counted = parallelMap(count: classes.count, chunk: 1, threads: threads) { range in
      count(corpus, classes.members[range.lowerBound], owners: classes.owners, isKept: isKept)
    }
    let frequencies = Self.frequencies(counted, terms: corpus.terms.count)
    let average = (frequencies.reduce(0, +) / Double(max(classes.count, 1))).rounded(.down)
    let factors = zip(corpus.terms, frequencies).map { term, frequency in
      Self.factor(frequency, average, options) * (multipliers[term] ?? 1)
    }
    self.rows = counted.map { Self.weighted($0, factors, options) }
    self.termFactors = factors
    self.averageTokens = average
    self.options = options
  }

  /// What the share of a term, or of a run of terms, in a class is multiplied by if it occurs so often
  /// in all classes.
  public func factor(ofFrequency frequency: Double) -> Double {
    Self.factor(frequency, averageTokens, options)
  }

  /// The weight of a term, or a run of terms, that has this share of the tokens of a class.
  public func weight(share: Double, factor: Double) -> Double {
    (options.reducesFrequentWords ? share.squareRoot() : share) * factor
  }

  /// The count of each term in all classes.
  private static func frequencies(_ rows: [Row], terms: Int) -> [Double] {
    var frequencies = [Double](repeating: 0, count: terms)
    for row in rows {
      for (term, count) in zip(row.terms, row.counts) { frequencies[term] += count }
    }
    return frequencies
  }

  private static func factor(_ frequency: Double, _ average: Double, _ options: Options) -> Double {
    guard frequency > 0 else { return 0 }
    let ratio =
      options.usesBM25
      ? (average - frequency + 0.5) / (frequency + 0.5) : average / frequency
    return Double.log(1 + ratio)
  }

  private static func weighted(_ counted: Row, _ factors: [Double], _ options: Options) -> Row {
    var row = counted
    let total = counted.counts.reduce(0, +)
    row.weights = row.terms.indices.map { index in
      let share = counted.counts[index] / total
      let frequency = options.reducesFrequentWords ? share.squareRoot() : share
      return frequency * factors[row.terms[index]]
    }
    return row
  }
}

/// The counts and the owners of the terms of some documents.
private func count(
  _ corpus: DocumentTermMatrix, _ documents: [Int], owners: [Int], isKept: [Bool]
) -> ClassTFIDF.Row {
  var counts = [Double](repeating: 0, count: corpus.terms.count)
  var users = [Int](repeating: 0, count: corpus.terms.count)
  var lastUser = [Int](repeating: -1, count: corpus.terms.count)
  // Owner by owner, so that one number a term is enough to tell a new owner from the one before.
  for document in documents.sorted(by: { (owners[$0], $0) < (owners[$1], $1) }) {
    let terms = corpus.counts.columnIndexes(inRow: document)
    let values = corpus.counts.values(inRow: document)
    for position in terms.indices where isKept[Int(terms[position])] {
      let term = Int(terms[position])
      counts[term] += Double(values[position])
      if lastUser[term] != owners[document] { users[term] += 1 }
      lastUser[term] = owners[document]
    }
  }
  let terms = counts.indices.filter { counts[$0] > 0 }
  return ClassTFIDF.Row(
    terms: terms, counts: terms.map { counts[$0] }, owners: terms.map { users[$0] })
}
