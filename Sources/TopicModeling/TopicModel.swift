import DocumentTerms

/// The topics of classes of documents, one topic a class.
public struct TopicModel: Sendable {
  /// What makes a topic.
  public struct Options: Sendable {
    /// The number of terms of a topic.
    public var terms = 10
    /// Terms of fewer documents are left out, and so are terms that fewer members of a class use from
    /// the topic of that class.
    public var minimumDocumentFrequency = 2
    /// The number of representative documents of a topic.
    public var representatives = 3
    /// How terms are weighed.
    public var weighting = ClassTFIDF.Options()
    /// What the weights of some terms are multiplied by.
    public var multipliers: [String: Double] = [:]
    /// The least number of tokens of a representative document.
    public var representativeTokens = 5

    /// Creates the default options.
    public init() {}
  }

  /// What a class is about.
  public struct Topic: Sendable {
    /// The most typical terms, best first.
    public var terms: [WeightedTerm]
    /// The documents that are most like the class, best first.
    public var representatives: [RepresentativeDocument]
  }

  /// The weights of all terms in all classes.
  public let weights: ClassTFIDF
  /// The topic of each class.
  public let topics: [Topic]
  /// The most typical terms of each class by their numbers, best first: more than a topic shows if
  /// ``TopicQuality`` needs more.
  public let ranked: [[Int]]

  /// Finds the topic of each class by class-based TF-IDF.
  ///
  /// - Complexity: That of ``ClassTFIDF``.
  public init(
    _ corpus: DocumentTermMatrix, classes: DocumentClasses, options: Options = Options(),
    threads: Int = 1
  ) {
    let minimum = options.minimumDocumentFrequency
    let weights = ClassTFIDF(
      corpus, classes: classes, minimumDocumentFrequency: minimum, options: options.weighting,
      multipliers: options.multipliers, threads: threads)
    let count = max(options.terms, TopicQuality.diversityTerms.max() ?? 0)
    let terms = (0..<classes.count).map {
      weights.topTerms(ofClass: $0, count: count, minimumOwners: minimum)
    }
    let representatives = weights.representatives(
      corpus, classes: classes, count: options.representatives,
      minimumTokens: options.representativeTokens, threads: threads)
    topics = zip(terms, representatives).map {
      Topic(terms: Array($0.prefix(options.terms)), representatives: $1)
    }
    ranked = terms.map { $0.map(\.term) }
    self.weights = weights
  }
}
