import LinearAlgebra

/// What to suggest to every cluster, and why.
public struct Recommendations: Sendable {
  /// What is known about the clusters, for reasons. A cluster may be missing in each.
  public struct Evidence: Sendable {
    /// The terms of each cluster, by its number.
    public var terms: [Int: ClusterTerms] = [:]
    /// The links of each cluster's members, by its number.
    public var links: [Int: ClusterLinks] = [:]
    /// The typical documents of each cluster, by its number.
    public var documents: [Int: ClusterDocuments] = [:]

    /// Creates empty evidence.
    public init() {}
  }

  /// A suggestion with its reason.
  public struct Row: Sendable, Equatable {
    /// The number of the cluster.
    public var cluster: Int
    /// The place of the cluster in the scores.
    public var place: Int
    /// The rank within the cluster, from 1.
    public var rank: Int
    /// The product and its score.
    public var suggestion: Suggestion
    /// Why it is suggested.
    public var reason: Reason
  }

  /// A category of the products that are suggested to a cluster.
  public struct Category: Sendable, Equatable {
    /// The number of the cluster.
    public var cluster: Int
    /// The rank within the cluster, from 1: that of its best product among those of all categories.
    public var rank: Int
    /// The name of the category.
    public var category: String
    /// Its products, best first.
    public var products: [Suggestion]
  }

  /// The suggestions, by cluster and rank.
  public let rows: [Row]
  /// The catalogue that was ranked.
  public let catalogue: [Product]
  private let likeness: Double?

  /// Ranks the catalogue for every cluster that has members.
  ///
  /// - Parameters:
  ///   - catalogue: The products.
  ///   - vectors: Their vectors, of shape (products, dimensions), each of length 1.
  ///   - scores: The scores of the products, one a row.
  ///   - numbers: What the clusters are called, a column of the scores each.
  ///   - sizes: The number of members of each.
  ///   - ranking: How products are chosen.
  ///   - evidence: What reasons are made of.
  /// - Complexity: O(*clusters* × *n* log *n*) for *n* products.
  public init(
    _ catalogue: [Product], vectors: Matrix, _ scores: ProductScores, numbers: [Int],
    sizes: [Int], ranking: ProductRanking, evidence: Evidence = Evidence()
  ) {
    self.catalogue = catalogue
    let lists = sizes.indices.filter { sizes[$0] > 0 }.map { place in
      let suggestions = ranking.suggestions(cluster: place, scores, catalogue, vectors: vectors)
      return suggestions.enumerated().map { rank, suggestion in
        Row(
          cluster: numbers[place], place: place, rank: rank + 1, suggestion: suggestion,
          reason: evidence.reason(
            for: catalogue[suggestion.product], similarity: suggestion.similarity,
            cluster: numbers[place]))
      }
    }
    rows = lists.flatMap(\.self)
    likeness = meanLikeness(lists.map { $0.map(\.suggestion.product) }, vectors)
  }

  /// The products of each cluster by category: the categories in the order of their best products.
  ///
  /// - Complexity: O(*n*)
  public var categories: [Category] {
    var result: [Category] = []
    var places: [String: Int] = [:]
    for row in rows {
      if row.cluster != result.last?.cluster { places = [:] }
      let name = catalogue[row.suggestion.product].category
      if let place = places[name] {
        result[place].products.append(row.suggestion)
      } else {
        let rank = places.count + 1
        places[name] = result.count
        result.append(
          Category(cluster: row.cluster, rank: rank, category: name, products: [row.suggestion]))
      }
    }
    return result
  }

  /// The measures of the whole, in the order in which they are written.
  ///
  /// - `coverage`: the share of the catalogue that is suggested to some cluster
  /// - `distinct`: the number of different products by that of suggestions; 1 if none is repeated
  /// - `mean_score`, `mean_similarity`: the means over the suggestions
  /// - `word_reasons`, `link_reasons`: the share of suggestions that share a word, a link
  /// - `categories`: the mean number of categories in a list
  /// - `list_similarity`: the mean cosine of two products of one list
  public var measures: [(name: String, value: Double)] {
    guard !rows.isEmpty else { return [("coverage", 0)] }
    let suggested = Double(Set(rows.map(\.suggestion.product)).count)
    let clusters = Double(Set(rows.map(\.cluster)).count)
    var measures: [(name: String, value: Double)] = [
      ("coverage", suggested / Double(catalogue.count)),
      ("distinct", suggested / Double(rows.count)),
      ("mean_score", mean { Double($0.suggestion.score) }),
      ("mean_similarity", mean { Double($0.suggestion.similarity) }),
      ("word_reasons", mean { $0.reason.words.isEmpty ? 0 : 1 }),
      ("link_reasons", mean { $0.reason.links.isEmpty ? 0 : 1 }),
      ("categories", Double(categories.count) / clusters),
    ]
    if let likeness { measures.append(("list_similarity", likeness)) }
    return measures
  }

  private func mean(_ value: (Row) -> Double) -> Double {
    rows.reduce(0) { $0 + value($1) } / Double(rows.count)
  }
}

extension Recommendations.Evidence {
  fileprivate func reason(for product: Product, similarity: Float, cluster: Int) -> Reason {
    let words = terms[cluster]?.shared(with: product) ?? []
    return Reason(
      words: words, links: links[cluster]?.shared(with: product) ?? [], similarity: similarity,
      documents: documents[cluster]?.examples(of: words) ?? [])
  }
}

/// The mean cosine of two products of one list, or nil if no list has two.
private func meanLikeness(_ lists: [[Int]], _ vectors: Matrix) -> Double? {
  var (sum, pairs) = (0.0, 0)
  for list in lists {
    for (index, product) in list.enumerated() {
      for other in list[..<index] {
        sum += Double(dot(vectors[row: product], vectors[row: other]))
        pairs += 1
      }
    }
  }
  return pairs > 0 ? sum / Double(pairs) : nil
}
