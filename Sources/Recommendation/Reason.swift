/// Why a product is suggested to a cluster.
public struct Reason: Sendable, Equatable, CustomStringConvertible {
  /// The words of the cluster's topics that the product's text has too, the weightiest first.
  public var words: [String] = []
  /// What the product and many of the cluster's members are linked to, the most linked first.
  public var links: [String] = []
  /// The cosine of the product and the cluster.
  public var similarity: Float
  /// The ids of documents that show what the cluster is about.
  public var documents: [String] = []

  /// Creates a reason.
  public init(
    words: [String] = [], links: [String] = [], similarity: Float, documents: [String] = []
  ) {
    self.words = words
    self.links = links
    self.similarity = similarity
    self.documents = documents
  }

  /// The reason for people: `shares recipe, oven, dough; about Leo Tolstoy; see 1f0a, 77b2`, or, where
  /// nothing is shared, `close in meaning (0.41); see 1f0a, 77b2`.
  public var description: String {
    var parts: [String] = []
    if !words.isEmpty { parts.append("shares " + words.joined(separator: ", ")) }
    if !links.isEmpty { parts.append("about " + links.joined(separator: ", ")) }
    if parts.isEmpty { parts.append("close in meaning (\(twoDigits(similarity)))") }
    if !documents.isEmpty { parts.append("see " + documents.joined(separator: ", ")) }
    return parts.joined(separator: "; ")
  }
}

/// A number with two digits after the point.
private func twoDigits(_ number: Float) -> String {
  let hundredths = Int((number * 100).rounded())
  let digits = abs(hundredths) % 100
  return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(digits < 10 ? "0" : "")\(digits)"
}
