import LinearAlgebra
import Recommendation
import Testing

@Suite struct ProductScoresTests {
  private let members = ClusterMembers(labels: [0, 1, 0, 1, -1], clusters: 3)
  private let vectors = Matrix(
    rows: 5, columns: 2, elements: [1, 0, 0, 1, 1, 0.2, 0.1, 1, -1, -1])
  private let products = unit(
    Matrix(rows: 4, columns: 2, elements: [30, 40, 1, 0, 0, 2, 1, 1]))

  private func scores(
    _ scale: Float = 1, _ change: (inout ProductScores.Weights) -> Void = { _ in }
  ) -> ProductScores {
    var weights = ProductScores.Weights()
    change(&weights)
    let catalogue = (0..<4).map {
      Product(
        id: "\($0)", title: "", category: "", tokens: [$0 == 1 ? "oven" : "mug"],
        popularity: Double($0))
    }
    var scaled = products
    scaled.forEachRow(threads: 1) { _, row in for i in row.indices { row[i] *= scale } }
    let terms = [ClusterTerms([Term(token: "oven", word: "oven", weight: 1)])]
    return ProductScores(
      products, ClusterCentroids(vectors, members),
      members: MemberSimilarities(scaled, vectors, members, nearest: 1, threads: 1),
      terms: TermSimilarities(catalogue, terms + [ClusterTerms([]), ClusterTerms([])]),
      popularity: ProductPopularity(catalogue), weights: weights)
  }

  @Test func `a score is the sum of its parts`() {
    let scores = scores()
    for product in 0..<4 {
      for cluster in 0..<3 {
        let sum = ProductScores.Part.allCases.reduce(Float(0)) {
          $0 + scores.contribution($1, product: product, cluster: cluster)
        }
        #expect(abs(scores.scores[product, cluster] - sum) < 1e-6)
      }
    }
    #expect(scores.contribution(.popularity, product: 3, cluster: 0) == 0.1)
  }

  @Test func `with full contrast a part sums to 0 over the clusters that have members`() {
    let scores = scores()
    for product in 0..<4 {
      for part in [ProductScores.Part.centroid, .members, .terms] {
        let sum =
          scores.contribution(part, product: product, cluster: 0)
          + scores.contribution(part, product: product, cluster: 1)
        #expect(abs(sum) < 1e-5, "\(part)")
        #expect(scores.contribution(part, product: product, cluster: 2) == 0)
      }
    }
  }

  @Test func `a part is in standard deviations, whatever its scale`() {
    let parts = [scores(), scores(0.01)].map { scores in
      (0..<4).flatMap { product in
        (0..<2).map { Double(scores.contribution(.members, product: product, cluster: $0)) }
      }
    }
    for (a, b) in zip(parts[0], parts[1]) { #expect(abs(a - b) < 1e-4) }
    // Each cosine is above 0 here, so all of them count.
    let variance = parts[0].reduce(0) { $0 + $1 * $1 } / 8
    #expect(abs(variance.squareRoot() - 0.35) < 1e-5)
    #expect(abs(parts[0].reduce(0, +)) < 1e-5)
  }

  @Test func `without contrast the order is that of the cosine`() {
    let scores = scores {
      $0.contrast = 0
      ($0.members, $0.terms, $0.popularity) = (0, 0, 0)
    }
    let order = (0..<4).sorted { scores.scores[$0, 0] > scores.scores[$1, 0] }
    #expect(order == (0..<4).sorted { scores.similarities[$0, 0] > scores.similarities[$1, 0] })
    #expect(scores.similarities[1, 0] > 0.99)
  }

  @Test func `a single cluster is not contrasted with itself`() {
    let one = ClusterMembers(labels: [0, 0, 0, 0, -1], clusters: 2)
    let scores = ProductScores(products, ClusterCentroids(vectors, one))
    let best = (0..<4).max { scores.scores[$0, 0] < scores.scores[$1, 0] }
    #expect(best == (0..<4).max { scores.similarities[$0, 0] < scores.similarities[$1, 0] })
    #expect(Set((0..<4).map { scores.scores[$0, 0] }).count > 1)
  }

  @Test func `products that are all alike have finite scores`() {
    let same = Matrix(rows: 3, columns: 2, elements: [1, 0, 1, 0, 1, 0])
    let centroids = ClusterCentroids(same, ClusterMembers(labels: [0, 0, 0], clusters: 1))
    #expect(ProductScores(same, centroids).scores.elements.allSatisfy { $0.isFinite })
    let none = Matrix(rows: 0, columns: 2)
    #expect(ProductScores(none, centroids).scores.rows == 0)
  }
}
