import LinearAlgebra
import Recommendation
import Testing

@Suite struct ProductRankingTests {
  /// Two clusters along the axes; an oven for the first, a guitar for the second, and a gift card
  /// that is a little like both.
  private let centroids = ClusterCentroids(
    Matrix(rows: 4, columns: 3, elements: [9, 1, 9, 8, 0, 9, 1, 9, 9, 0, 8, 9]),
    ClusterMembers(labels: [0, 0, 1, 1], clusters: 2))
  private let catalogue = [
    Product(id: "card", title: "Gift card", category: "Gifts"),
    Product(id: "guitar", title: "Guitar", category: "Music"),
    Product(id: "oven", title: "Oven", category: "Kitchen"),
  ]
  private let vectors = unit(Matrix(rows: 3, columns: 3, elements: [4, 4, 6, 0, 3, 0, 3, 0, 0]))

  private func first(_ cluster: Int, contrast: Float) -> String? {
    var weights = ProductScores.Weights()
    weights.contrast = contrast
    let scores = ProductScores(vectors, centroids, weights: weights)
    let best = ProductRanking().suggestions(
      cluster: cluster, scores, catalogue, vectors: vectors
    ).first
    return best.map { catalogue[$0.product].id }
  }

  @Test func `the right product comes first in each cluster`() {
    #expect(first(0, contrast: 1) == "oven")
    #expect(first(1, contrast: 1) == "guitar")
  }

  @Test func `without contrast what is like everything comes first everywhere`() {
    #expect(first(0, contrast: 0) == "card")
    #expect(first(1, contrast: 0) == "card")
  }

  /// Twelve products ever further from a single cluster, so that their order is that of the scores.
  private func ranked(
    _ categories: [String], _ change: (inout ProductRanking) -> Void
  ) -> [Int] {
    let products = categories.map { Product(id: "", title: "", category: $0) }
    let rows = unit(
      Matrix(
        rows: categories.count, columns: 2,
        elements: categories.indices.flatMap { [Float(1), Float($0) / 10] }))
    let one = ClusterCentroids(
      Matrix(rows: 1, columns: 2, elements: [1, 0]), ClusterMembers(labels: [0], clusters: 1))
    var ranking = ProductRanking()
    change(&ranking)
    return ranking.suggestions(
      cluster: 0, ProductScores(rows, one), products, vectors: rows
    ).map(\.product)
  }

  @Test func `a category fills no more than its share`() {
    let categories = (0..<12).map { $0 < 8 ? "Knives" : $0 < 10 ? "Pans" : "" }
    #expect(ranked(categories) { _ in } == [0, 1, 2, 8, 9, 10, 11])
    #expect(ranked(categories) { $0.products = 4 } == [0, 1, 2, 8])
    #expect(ranked(categories) { ($0.products, $0.perCategory) = (4, 0) } == [0, 1, 2, 3])
  }

  @Test func `a list has the least number of categories, as far as there are so many`() {
    let categories = (0..<40).map { $0 < 30 ? "Knives" : $0 < 38 ? "Pans" : $0 == 38 ? "Pots" : "" }
    func list(_ least: Int) -> [Int] {
      ranked(categories) { ($0.products, $0.perCategory, $0.minimumCategories) = (4, 0, least) }
    }
    #expect(list(1) == [0, 1, 2, 3])
    #expect(list(2) == [0, 1, 2, 30])
    #expect(list(3) == [0, 1, 30, 38])
    #expect(list(9) == [0, 1, 30, 38])
  }

  @Test func `equal scores stand in the order of the catalogue`() {
    let same = unit(Matrix(rows: 3, columns: 3, repeating: 1))
    let products = ProductRanking().suggestions(
      cluster: 1, ProductScores(same, centroids), catalogue, vectors: same)
    #expect(products.map(\.product) == [0, 1, 2])
  }

  @Test(arguments: [Float(0), 0.3, 0.7, 1])
  func `diversity is maximal marginal relevance, as a plain loop computes it`(diversity: Float) {
    let rows = unit(randomVectors(60, 5, seed: 9))
    let products = (0..<60).map { Product(id: "\($0)", title: "", category: "") }
    let scores = ProductScores(rows, centroidsOfRandom)
    var ranking = ProductRanking()
    ranking.diversity = diversity
    let found = ranking.suggestions(cluster: 1, scores, products, vectors: rows).map(\.product)
    let column = (0..<60).map { scores.scores[$0, 1] }
    #expect(found == marginalRelevance(column, rows, diversity: diversity, count: 10))
  }

  private let centroidsOfRandom = ClusterCentroids(
    randomVectors(30, 5, seed: 4), ClusterMembers(labels: (0..<30).map { $0 % 3 }, clusters: 3))

  /// The paper's formula, without a pool or running maxima.
  private func marginalRelevance(
    _ scores: [Float], _ rows: Matrix, diversity: Float, count: Int
  ) -> [Int] {
    let (least, largest) = (scores.min() ?? 0, scores.max() ?? 0)
    let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
    var chosen: [Int] = []
    while chosen.count < count {
      var best: (index: Int, value: Float)?
      for index in order where !chosen.contains(index) {
        let likeness = chosen.map { dot(rows[row: $0], rows[row: index]) }.max() ?? 0
        let relevance = (scores[index] - least) / (largest - least)
        let value = (1 - diversity) * relevance - diversity * max(0, likeness)
        if best.map({ value > $0.value }) ?? true { best = (index, value) }
      }
      if let best { chosen.append(best.index) }
    }
    return chosen
  }
}
