/// What is known about a cluster.
public struct ReportCluster: Sendable {
  /// A term and its weight.
  public struct Term: Sendable {
    /// The word as people write it.
    public var word: String
    /// How typical it is.
    public var weight: Double

    /// Creates a term.
    public init(word: String, weight: Double) { (self.word, self.weight) = (word, weight) }
  }

  /// A value of an attribute that the cluster has more often than chance would make it.
  public struct Attribute: Sendable {
    /// The attribute, such as `language`.
    public var field: String
    /// The value.
    public var value: String
    /// The share of the cluster's members that have it.
    public var share: Double
    /// The share of all members that have it.
    public var overall: Double

    /// Creates a value of an attribute.
    public init(field: String, value: String, share: Double, overall: Double) {
      (self.field, self.value) = (field, value)
      (self.share, self.overall) = (share, overall)
    }
  }

  /// A document that is typical of the cluster.
  public struct Representative: Sendable {
    /// The beginning of its text.
    public var text: String
    /// Its author or title.
    public var source: String

    /// Creates a representative document.
    public init(text: String, source: String) { (self.text, self.source) = (text, source) }
  }

  /// How the cluster differs from another one.
  public struct Contrast: Sendable {
    /// The number of the other cluster.
    public var other: Int
    /// What both like more than the others do.
    public var shared: [String]
    /// What this cluster likes more than the other one.
    public var own: [String]

    /// Creates a contrast.
    public init(other: Int, shared: [String], own: [String]) {
      (self.other, self.shared, self.own) = (other, shared, own)
    }
  }

  /// One of several topics of the cluster.
  public struct Topic: Sendable {
    /// Its label.
    public var label: String
    /// The number of documents.
    public var documents: Int

    /// Creates a topic.
    public init(label: String, documents: Int) { (self.label, self.documents) = (label, documents) }
  }

  /// A product suggested to the cluster.
  public struct Suggestion: Sendable {
    /// The id of the product.
    public var product: String
    /// Its name.
    public var title: String
    /// Its category, which may be empty.
    public var category: String
    /// How well it fits, the larger the better.
    public var score: Double
    /// Why it is suggested.
    public var because: String

    /// Creates a suggestion.
    public init(product: String, title: String, category: String, score: Double, because: String) {
      (self.product, self.title, self.category) = (product, title, category)
      (self.score, self.because) = (score, because)
    }
  }

  /// The number of the cluster, 0 or more.
  public var number: Int
  /// The number of members.
  public var size: Int
  /// The label of its topic; empty if there is none.
  public var label = ""
  /// The number of documents its topic was found in.
  public var documents: Int?
  /// How well members fit, −1...1.
  public var silhouette: Double?
  /// How well the terms go together, −1...1.
  public var npmi: Double?
  /// The share of terms that no other cluster has.
  public var diversity: Double?
  /// The terms of its topic, best first.
  public var terms: [Term] = []
  /// Its topics; empty if it has only one.
  public var topics: [Topic] = []
  /// How it differs from the clusters that are most like it.
  public var contrasts: [Contrast] = []
  /// What it has more often than others, by field.
  public var attributes: [Attribute] = []
  /// Typical documents, best first.
  public var representatives: [Representative] = []
  /// The suggested products, best first.
  public var suggestions: [Suggestion] = []

  /// Creates a cluster of which only the size is known.
  public init(number: Int, size: Int) { (self.number, self.size) = (number, size) }

  /// The label, or the number where there is none.
  public var title: String { label.isEmpty ? "Cluster \(number)" : label }
}
