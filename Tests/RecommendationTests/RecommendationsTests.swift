import LinearAlgebra
import Recommendation
import Testing

@Suite struct RecommendationsTests {
  private let catalogue = [
    Product(id: "a", title: "Peel", category: "Kitchen", tokens: ["pizza"], links: ["Naples"]),
    Product(id: "b", title: "Strings", category: "Music", tokens: ["guitar"]),
    Product(id: "c", title: "Poster", category: "Kitchen"),
  ]
  private let vectors = unit(Matrix(rows: 3, columns: 2, elements: [1, 0, 0, 1, 1, 1]))
  /// Cluster 8 of 7, 8 and 9 has no members.
  private let members = ClusterMembers(labels: [0, 2], clusters: 3)

  private func recommendations(_ products: Int) -> Recommendations {
    var ranking = ProductRanking()
    ranking.products = products
    var evidence = Recommendations.Evidence()
    evidence.terms = [7: ClusterTerms([Term(token: "pizza", word: "pizza", weight: 1)])]
    evidence.links = [7: ClusterLinks([["Naples"]])]
    evidence.documents = [7: ClusterDocuments([("d", "no"), ("e", "pizza"), ("f", "no")])]
    let centroids = ClusterCentroids(
      Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1]), members)
    return Recommendations(
      catalogue, vectors: vectors, ProductScores(vectors, centroids), numbers: [7, 8, 9],
      sizes: members.sizes, ranking: ranking, evidence: evidence)
  }

  @Test func `every cluster with members gets its products, ranked from 1`() {
    let rows = recommendations(2).rows
    #expect(rows.map(\.cluster) == [7, 7, 9, 9])
    #expect(rows.map(\.place) == [0, 0, 2, 2])
    #expect(rows.map(\.rank) == [1, 2, 1, 2])
    #expect(rows.map { catalogue[$0.suggestion.product].id } == ["a", "c", "b", "c"])
    #expect(
      rows.map(\.reason.description) == [
        "shares pizza; about Naples; see e, d", "close in meaning (0.71); see d, e",
        "close in meaning (1.00)", "close in meaning (0.71)",
      ])
  }

  @Test func `categories hold the products of a cluster, best first`() {
    let categories = recommendations(3).categories
    #expect(categories.map(\.cluster) == [7, 7, 9, 9])
    #expect(categories.map(\.rank) == [1, 2, 1, 2])
    #expect(categories.map(\.category) == ["Kitchen", "Music", "Music", "Kitchen"])
    #expect(categories.map { $0.products.map(\.product) } == [[0, 2], [1], [1], [2, 0]])
  }

  @Test func `the measures count products and reasons`() {
    let measures = Dictionary(uniqueKeysWithValues: recommendations(1).measures.map { ($0, $1) })
    #expect(measures["coverage"] == 2.0 / 3)
    #expect(measures["distinct"] == 1 && measures["categories"] == 1)
    #expect(measures["mean_similarity"] == 1)
    #expect(measures["word_reasons"] == 0.5 && measures["link_reasons"] == 0.5)
    #expect(measures["list_similarity"] == nil)
    let two = Dictionary(uniqueKeysWithValues: recommendations(2).measures.map { ($0, $1) })
    #expect(two["distinct"] == 0.75 && two["categories"] == 1.5)
    #expect(abs((two["list_similarity"] ?? 0) - 0.5.squareRoot()) < 1e-6)
    #expect(recommendations(0).measures.map(\.value) == [0])
  }
}
