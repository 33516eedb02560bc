import LinearAlgebra

/// What to suggest to every cluster, and why.
public struct Recommendations: Sendable {
  /// A suggestion with its reason.
  public struct Row: Sendable, Equatable {
    /// The number of the cluster.
    public var cluster: Int
    /// The rank within the cluster, from 1.
    public var rank: Int
    /// The product and its score.
    public var suggestion: Suggestion
    /// Why it is suggested.
    public var reason: Reason
  }

  /// The suggestions, by cluster and rank.
  public let rows: [Row]
  /// The number of products of the catalogue.
  public let products: Int

  /// Ranks the catalogue for every cluster that has members.
  ///
  /// - Parameters:
  ///   - catalogue: The products.
  ///   - scores: The scores of the products, one a row.
  ///   - centroids: The clusters.
  ///   - numbers: What the clusters are called; by default, numbers from 0.
  ///   - ranking: How many products to take.
  ///   - terms: The terms of each cluster, by its number; a cluster may be missing.
  ///   - links: The links of each cluster, by its number; a cluster may be missing.
  /// - Complexity: O(*clusters* × *n* log *n*) for *n* products.
  public init(
    _ catalogue: [Product], _ scores: ProductScores, _ centroids: ClusterCentroids,
    numbers: [Int]? = nil, ranking: ProductRanking, terms: [Int: ClusterTerms] = [:],
    links: [Int: ClusterLinks] = [:]
  ) {
    products = catalogue.count
    rows = centroids.sizes.indices.filter { centroids.sizes[$0] > 0 }.flatMap { place in
      let cluster = numbers?[place] ?? place
      return ranking.suggestions(cluster: place, scores, catalogue).enumerated().map {
        rank, suggestion in
        let product = catalogue[suggestion.product]
        let reason = Reason(
          words: terms[cluster]?.shared(with: product) ?? [],
          links: links[cluster]?.shared(with: product) ?? [], similarity: suggestion.similarity)
        return Row(cluster: cluster, rank: rank + 1, suggestion: suggestion, reason: reason)
      }
    }
  }

  /// The measures of the whole, in the order in which they are written.
  ///
  /// - `coverage`: the share of the catalogue that is suggested to some cluster
  /// - `distinct`: the number of different products by that of suggestions; 1 if none is repeated
  /// - `mean_score`, `mean_similarity`: the means over the suggestions
  /// - `word_reasons`, `link_reasons`: the share of suggestions that share a word, a link
  public var measures: [(name: String, value: Double)] {
    guard !rows.isEmpty else { return [("coverage", 0)] }
    let suggested = Double(Set(rows.map(\.suggestion.product)).count)
    return [
      ("coverage", suggested / Double(products)),
      ("distinct", suggested / Double(rows.count)),
      ("mean_score", mean { Double($0.suggestion.score) }),
      ("mean_similarity", mean { Double($0.suggestion.similarity) }),
      ("word_reasons", mean { $0.reason.words.isEmpty ? 0 : 1 }),
      ("link_reasons", mean { $0.reason.links.isEmpty ? 0 : 1 }),
    ]
  }

  private func mean(_ value: (Row) -> Double) -> Double {
    rows.reduce(0) { $0 + value($1) } / Double(rows.count)
  }
}
