import LinearAlgebra
import Recommendation
import Testing

@Suite struct RecommendationsTests {
  private let catalogue = [
    Product(id: "a", title: "Peel", category: "", tokens: ["pizza"], links: ["Naples"]),
    Product(id: "b", title: "Strings", category: "", tokens: ["guitar"]),
    Product(id: "c", title: "Poster", category: ""),
  ]
  private let vectors = Matrix(rows: 3, columns: 2, elements: [1, 0, 0, 1, 1, 1])
  /// Cluster 1 of 3 has no members.
  private let centroids = ClusterCentroids(
    Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1]), labels: [0, 2], clusters: 3)

  private func recommendations(_ products: Int) -> Recommendations {
    var ranking = ProductRanking()
    ranking.products = products
    return Recommendations(
      catalogue, ProductScores(vectors, centroids, contrast: 1), centroids, ranking: ranking,
      terms: [0: ClusterTerms([Term(token: "pizza", word: "pizza", weight: 1)])],
      links: [0: ClusterLinks([["Naples"]])])
  }

  @Test func `every cluster with members gets its products, ranked from 1`() {
    let rows = recommendations(2).rows
    #expect(rows.map(\.cluster) == [0, 0, 2, 2])
    #expect(rows.map(\.rank) == [1, 2, 1, 2])
    #expect(rows.map { catalogue[$0.suggestion.product].id } == ["a", "c", "b", "c"])
    #expect(
      rows.map(\.reason.description) == [
        "shares pizza; about Naples", "close in meaning (0.71)", "close in meaning (1.00)",
        "close in meaning (0.71)",
      ])
  }

  @Test func `the measures count products and reasons`() {
    let measures = Dictionary(uniqueKeysWithValues: recommendations(1).measures.map { ($0, $1) })
    #expect(measures["coverage"] == 2.0 / 3)
    #expect(measures["distinct"] == 1)
    #expect(measures["mean_similarity"] == 1)
    #expect(measures["word_reasons"] == 0.5 && measures["link_reasons"] == 0.5)
    #expect(recommendations(2).measures.first { $0.name == "distinct" }?.value == 0.75)
    #expect(recommendations(0).measures.map(\.value) == [0])
  }
}
