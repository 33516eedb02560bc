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

    /// Creates the default options.
    public init() {}
  }

  /// What a class is about.
  public struct Topic: Sendable {
    /// The most typical terms, best first.
    public var terms: [WeightedTerm]
    /// The coherence of the first ten terms, in −1...1; see ``npmiCoherence(of:in:threads:)``.
    public var npmi: Double
    /// The share of the terms that no other topic has.
    public var diversity: Double
    /// The documents that are most like the class, best first.
    public var representatives: [RepresentativeDocument]
  }

  /// The number of terms that coherence is measured by, as is usual.
  public static let coherenceTerms = 10

  /// The topic of each class.
  public let topics: [Topic]
  /// The share of different terms among the terms of all topics.
  public let diversity: Double

  /// The mean coherence of the topics; 0 if there are none.
  public var npmi: Double {
    topics.isEmpty ? 0 : topics.map(\.npmi).reduce(0, +) / Double(topics.count)
  }

  /// Finds the topic of each class by class-based TF-IDF.
  ///
  /// - Complexity: That of ``ClassTFIDF`` and ``npmiCoherence(of:in:threads:)``.
  public init(
    _ corpus: DocumentTermMatrix, classes: DocumentClasses, options: Options = Options(),
    threads: Int = 1
  ) {
    let minimum = options.minimumDocumentFrequency
    let weights = ClassTFIDF(
      corpus, classes: classes, minimumDocumentFrequency: minimum, options: options.weighting,
      threads: threads)
    let terms = (0..<classes.count).map {
      weights.topTerms(ofClass: $0, count: options.terms, minimumOwners: minimum)
    }
    let numbers = terms.map { $0.map(\.term) }
    let npmi = npmiCoherence(
      of: numbers.map { Array($0.prefix(Self.coherenceTerms)) }, in: corpus, threads: threads)
    let diversity = TopicDiversity(of: numbers)
    let representatives = weights.representatives(
      corpus, classes: classes, count: options.representatives, threads: threads)
    topics = (0..<classes.count).map {
      Topic(
        terms: terms[$0], npmi: npmi[$0], diversity: diversity.topics[$0],
        representatives: representatives[$0])
    }
    self.diversity = diversity.overall
  }
}
