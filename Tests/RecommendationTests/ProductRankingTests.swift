import LinearAlgebra
import Recommendation
import Testing

@Suite struct ProductRankingTests {
  /// Two clusters along the axes; an oven for the first, a guitar for the second, and a gift card
  /// that is a little like both.
  private let centroids = ClusterCentroids(
    Matrix(rows: 4, columns: 3, elements: [9, 1, 9, 8, 0, 9, 1, 9, 9, 0, 8, 9]),
    labels: [0, 0, 1, 1], clusters: 2)
  private let catalogue = [
    Product(id: "card", title: "Gift card", category: "Gifts"),
    Product(id: "guitar", title: "Guitar", category: "Music"),
    Product(id: "oven", title: "Oven", category: "Kitchen"),
  ]
  private let vectors = Matrix(rows: 3, columns: 3, elements: [4, 4, 6, 0, 3, 0, 3, 0, 0])

  private func first(_ cluster: Int, contrast: Float) -> String? {
    let scores = ProductScores(vectors, centroids, contrast: contrast)
    let best = ProductRanking().suggestions(cluster: cluster, scores, catalogue).first
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

  @Test func `a category fills no more than its share`() {
    let products = (0..<12).map {
      Product(id: "p\($0)", title: "", category: $0 < 8 ? "Knives" : $0 < 10 ? "Pans" : "")
    }
    // Ever further from the cluster, so the order of the catalogue is that of the scores.
    let elements = (0..<12).flatMap { [Float(1), Float($0) / 10] }
    let one = ClusterCentroids(
      Matrix(rows: 1, columns: 2, elements: [1, 0]), labels: [0], clusters: 1)
    let scores = ProductScores(Matrix(rows: 12, columns: 2, elements: elements), one, contrast: 1)
    var ranking = ProductRanking()
    #expect(
      ranking.suggestions(cluster: 0, scores, products).map(\.product) == [0, 1, 2, 8, 9, 10, 11])
    ranking.products = 4
    #expect(ranking.suggestions(cluster: 0, scores, products).map(\.product) == [0, 1, 2, 8])
    ranking.perCategory = 0
    #expect(ranking.suggestions(cluster: 0, scores, products).map(\.product) == [0, 1, 2, 3])
  }

  @Test func `equal scores stand in the order of the catalogue`() {
    let same = Matrix(rows: 3, columns: 3, repeating: 1)
    let scores = ProductScores(same, centroids, contrast: 1)
    let products = ProductRanking().suggestions(cluster: 1, scores, catalogue).map(\.product)
    #expect(products == [0, 1, 2])
  }
}
