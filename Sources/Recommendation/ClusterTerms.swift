/// A term of a cluster's topics.
public struct Term: Sendable, Equatable {
  /// The token, which may be a stem.
  public var token: String
  /// Its spelling for people.
  public var word: String
  /// How much it matters in its topic.
  public var weight: Double

  /// Creates a term.
  public init(token: String, word: String, weight: Double) {
    self.token = token
    self.word = word
    self.weight = weight
  }
}

/// The terms of a cluster, the weightiest first.
public struct ClusterTerms: Sendable {
  /// The terms; one that several topics have stands here once, with its largest weight. Of equal
  /// weights, the one that came first.
  public let terms: [Term]

  /// Merges the terms of the topics of one cluster.
  ///
  /// - Complexity: O(*n* log *n*)
  public init(_ terms: [Term]) {
    let order = terms.indices.sorted { a, b in
      (-terms[a].weight, a) < (-terms[b].weight, b)
    }
    var seen: Set<String> = []
    self.terms = order.map { terms[$0] }.filter { seen.insert($0.token).inserted }
  }

  /// The words of the first `limit` terms that `product` has, the weightiest first.
  ///
  /// A word is given once, even if several tokens are spelled by it.
  public func shared(with product: Product, limit: Int = 3) -> [String] {
    let tokens = Set(product.tokens)
    var seen: Set<String> = []
    let words = terms.filter { tokens.contains($0.token) }.map(\.word)
    return Array(words.filter { seen.insert($0).inserted }.prefix(limit))
  }
}
