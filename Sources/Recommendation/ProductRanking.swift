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

/// Chooses which products to suggest to each cluster: the best, but not ten of a kind.
///
/// Products are chosen one after another by maximal marginal relevance ([Carbonell and Goldstein
/// 1998]): the next is the one of the largest
///
///     (1 − diversity) × relevance − diversity × largest cosine with those already chosen
///
/// Relevance is the score, brought to 0...1 among the candidates: ten times as many products as are
/// asked for, the best of each category first.
///
/// [Carbonell and Goldstein 1998]: https://doi.org/10.1145/290941.291025
public struct ProductRanking: Sendable {
  /// The number of products of a cluster.
  public var products = 10
  /// The largest number of products of one category, for variety; 0 sets no limit. Products without
  /// a category are not limited.
  public var perCategory = 3
  /// The least number of categories in a list, as far as there are so many.
  public var minimumCategories = 0
  /// The least score of a product; an average one has 0.
  public var minimumScore = -Float.infinity
  /// How much a product loses by resembling one that is already chosen, from 0 (nothing) to 1.
  public var diversity: Float = 0

  /// Candidates for each place of the list, and those of one category for each place that it may have.
  private static let (candidatesPerPlace, candidatesPerCategoryPlace) = (10, 4)

  /// Creates the default ranking.
  public init() {}

  /// Returns the products of `cluster`, in the order in which they are chosen; of equals, the first in
  /// the catalogue.
  ///
  /// Where the categories or scores do not suffice for ``products``, the list is shorter.
  ///
  /// - Parameters:
  ///   - cluster: The cluster.
  ///   - scores: The scores of all products.
  ///   - catalogue: The products, one a row of the scores.
  ///   - vectors: The vectors of the products, each of length 1; read only if ``diversity`` is not 0.
  /// - Returns: At most ``products`` suggestions.
  /// - Complexity: O(*n* log *n*) for *n* products, and O(*k*² × *dimensions*) for *k* places.
  public func suggestions(
    cluster: Int, _ scores: ProductScores, _ catalogue: [Product], vectors: Matrix
  ) -> [Suggestion] {
    precondition(catalogue.count == scores.scores.rows, "not one score per product")
    let column = catalogue.indices.map { scores.scores[$0, cluster] }
    let order = catalogue.indices.filter { column[$0] >= minimumScore }
      .sorted { a, b in (-column[a], a) < (-column[b], b) }
    var pool = CandidatePool(
      candidates(order, catalogue), scores: column, categories: catalogue.map(\.category),
      diversity: diversity)
    let categories = min(minimumCategories, pool.categories)
    while pool.chosen.count < products {
      let isLast = products - pool.chosen.count <= categories - pool.taken.count
      guard let next = pool.best(perCategory: perCategory, newCategory: isLast) else { break }
      pool.choose(next, vectors: vectors)
    }
    return pool.chosen.map {
      Suggestion(product: $0, score: column[$0], similarity: scores.similarities[$0, cluster])
    }
  }

  /// The best products, not too many of one category, and enough categories.
  private func candidates(_ order: [Int], _ catalogue: [Product]) -> [Int] {
    var counts: [String: Int] = [:]
    var candidates: [Int] = []
    let limit = perCategory > 0 ? perCategory * Self.candidatesPerCategoryPlace : Int.max
    for product in order {
      let category = catalogue[product].category
      let isFull = candidates.count >= products * Self.candidatesPerPlace
      if isFull && counts.count >= minimumCategories { break }
      if category.isEmpty {
        if !isFull { candidates.append(product) }
        continue
      }
      let count = counts[category, default: 0]
      if count >= limit || isFull && count > 0 { continue }
      counts[category] = count + 1
      candidates.append(product)
    }
    return candidates
  }
}

/// The candidates of a cluster, those chosen, and what is left of the others' relevance.
private struct CandidatePool {
  /// The products chosen so far.
  private(set) var chosen: [Int] = []
  /// How many of each category are chosen.
  private(set) var taken: [String: Int] = [:]
  /// The number of different categories.
  let categories: Int

  private let candidates: [Int]
  private let categoryOf: [String]
  private let relevance: [Float]
  private let diversity: Float
  private var likeness: [Float]
  private var isChosen: [Bool]

  init(_ candidates: [Int], scores: [Float], categories: [String], diversity: Float) {
    (self.candidates, self.diversity) = (candidates, diversity)
    categoryOf = candidates.map { categories[$0] }
    self.categories = Set(categoryOf.filter { !$0.isEmpty }).count
    let values = candidates.map { scores[$0] }
    let (least, largest) = (values.min() ?? 0, values.max() ?? 0)
    relevance = values.map { largest > least ? ($0 - least) / (largest - least) : 1 }
    likeness = [Float](repeating: 0, count: candidates.count)
    isChosen = [Bool](repeating: false, count: candidates.count)
  }

  /// The place of the candidate of the largest marginal relevance that may be chosen, if there is one.
  func best(perCategory: Int, newCategory: Bool) -> Int? {
    var best: (place: Int, value: Float)?
    for place in candidates.indices where !isChosen[place] {
      let category = categoryOf[place]
      let count = taken[category, default: 0]
      if newCategory && (category.isEmpty || count > 0) { continue }
      if perCategory > 0 && !category.isEmpty && count >= perCategory { continue }
      let value = (1 - diversity) * relevance[place] - diversity * likeness[place]
      if best.map({ value > $0.value }) ?? true { best = (place, value) }
    }
    return best?.place
  }

  /// Chooses a candidate; those that resemble it are worth less from now on.
  mutating func choose(_ place: Int, vectors: Matrix) {
    isChosen[place] = true
    chosen.append(candidates[place])
    if !categoryOf[place].isEmpty { taken[categoryOf[place], default: 0] += 1 }
    guard diversity > 0 else { return }
    for other in candidates.indices where !isChosen[other] {
      let cosine = dot(vectors[row: candidates[place]], vectors[row: candidates[other]])
      likeness[other] = max(likeness[other], cosine)
    }
  }
}
