import LinearAlgebra

/// A product suggested to a cluster.
public struct Suggestion: Sendable, Equatable {
  /// The index of the product.
  public var product: Int
  /// Its score, as ``ProductScores`` has it.
  public var score: Float
  /// Its cosine with the cluster.
  public var similarity: Float
}

/// Chooses which products to suggest to each cluster.
public struct ProductRanking: Sendable {
  /// The number of products of a cluster.
  public var products = 10
  /// The largest number of products of one category, for variety; 0 sets no limit. Products without
  /// a category are not limited.
  public var perCategory = 3

  /// Creates the default ranking.
  public init() {}

  /// Returns the products of `cluster`, best first; of equal scores, the first in the catalogue.
  ///
  /// Where the categories are too few for ``products``, the list is shorter.
  ///
  /// - Parameters:
  ///   - cluster: The cluster.
  ///   - scores: The scores of all products.
  ///   - catalogue: The products, one a row of the scores.
  /// - Returns: At most ``products`` suggestions.
  /// - Complexity: O(*n* log *n*) for *n* products.
  public func suggestions(
    cluster: Int, _ scores: ProductScores, _ catalogue: [Product]
  ) -> [Suggestion] {
    precondition(catalogue.count == scores.scores.rows, "not one score per product")
    let column = catalogue.indices.map { scores.scores[$0, cluster] }
    let order = catalogue.indices.sorted { a, b in (-column[a], a) < (-column[b], b) }
    var taken: [String: Int] = [:]
    var chosen: [Suggestion] = []
    for product in order {
      if chosen.count == products { break }
      let category = catalogue[product].category
      let isLimited = perCategory > 0 && !category.isEmpty
      if isLimited && taken[category, default: 0] >= perCategory { continue }
      taken[category, default: 0] += 1
      chosen.append(
        Suggestion(
          product: product, score: column[product],
          similarity: scores.similarities[product, cluster]))
    }
    return chosen
  }
}
