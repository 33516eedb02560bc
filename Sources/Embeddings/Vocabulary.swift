import DocumentTerms
import LinearAlgebra

/// The terms that embeddings are made of, and how common each is.
public struct Vocabulary: Sendable, Equatable {
  /// Which terms are kept.
  public struct Options: Sendable {
    /// The least number of documents (or authors, where those are embedded) with the term. Rarer
    /// terms say nothing about how two documents relate. `min_df` in scikit-learn.
    public var minimumDocuments = 2
    /// The largest share of documents with the term. Commoner terms do not tell documents apart.
    /// `max_df` in scikit-learn.
    public var maximumShare = 0.5
    /// The largest number of terms, the most frequent ones; of equals, the bytewise first.
    public var maximumTerms = 100_000

    /// The default options.
    public init() {}
  }

  /// The terms in bytewise order.
  public let terms: [String]
  /// The number of documents with each term.
  public let documents: [Int]
  /// The number of documents that the vocabulary was learned from.
  public let corpusSize: Int

  /// Creates a vocabulary from its parts, as a model file holds them.
  public init(terms: [String], documents: [Int], corpusSize: Int) {
    precondition(terms.count == documents.count, "\(terms.count) terms, \(documents.count) counts")
    self.terms = terms
    self.documents = documents
    self.corpusSize = corpusSize
  }

  /// Chooses the terms of a corpus.
  ///
  /// - Complexity: O(*n* + *t* log *t*) for *n* stored counts and *t* terms.
  public init(of corpus: DocumentTermMatrix, _ options: Options) {
    let counts = corpus.counts
    let documents = corpus.documentFrequencies()
    let most = Int(options.maximumShare * Double(counts.rows))
    let limits = options.minimumDocuments...max(options.minimumDocuments, most)
    var kept = documents.indices.filter { limits.contains(documents[$0]) }
    let terms = corpus.terms
    if kept.count > options.maximumTerms {
      // The terms of a matrix stand in bytewise order already.
      kept.sort { documents[$0] != documents[$1] ? documents[$0] > documents[$1] : $0 < $1 }
      kept.removeLast(kept.count - options.maximumTerms)
      kept.sort()
    }
    self.init(
      terms: kept.map { terms[$0] }, documents: kept.map { documents[$0] }, corpusSize: counts.rows)
  }
}
