import LinearAlgebra
import Recommendation
import Testing

@Suite struct MemberSimilaritiesTests {
  @Test(arguments: [1, 5, 40])
  func `blocks give what plain loops give, for any number of threads`(nearest: Int) {
    let products = unit(randomVectors(300, 12, seed: 2))
    let vectors = randomVectors(2_500, 12, seed: 3)
    // A cluster longer than a block, a small one, and one without members.
    let labels = (0..<2_500).map { $0 < 2_400 ? 0 : $0 < 2_410 ? 2 : -1 }
    let members = ClusterMembers(labels: labels, clusters: 3)
    let expected = MemberSimilarities.reference(products, vectors, members, nearest: nearest)
    let results = [1, 2, 4].map {
      MemberSimilarities(products, vectors, members, nearest: nearest, threads: $0).values
    }
    #expect(results[0] == results[1] && results[0] == results[2])
    var largest = 0.0
    for product in 0..<300 {
      for cluster in 0..<3 {
        largest = max(
          largest, abs(Double(results[0][product, cluster]) - expected[product][cluster]))
      }
    }
    #expect(largest < 1e-6, "\(largest)")
    #expect(results[0][0, 1] == 0)
  }

  @Test func `a cluster of two tastes is near to products of both, and its middle is not`() {
    let vectors = Matrix(rows: 4, columns: 2, elements: [1, 0, 1, 0.1, 0, 1, 0.1, 1])
    let members = ClusterMembers(labels: [0, 0, 0, 0], clusters: 1)
    let products = unit(Matrix(rows: 2, columns: 2, elements: [1, 0, 1, 1]))
    let near = MemberSimilarities(products, vectors, members, nearest: 2, threads: 1).values
    #expect(near[0, 0] > 0.99)
    #expect(near[1, 0] < 0.8)
    // The mean says the opposite.
    let centroid = ClusterCentroids(vectors, members).vectors
    #expect(dot(products[row: 0], centroid[row: 0]) < dot(products[row: 1], centroid[row: 0]))
  }
}
