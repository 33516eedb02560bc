import LinearAlgebra
import Recommendation
import Testing

@Suite struct ProductScoresTests {
  private let centroids = ClusterCentroids(
    Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1]), labels: [0, 1], clusters: 2)

  @Test func `a similarity is a cosine`() {
    let scores = ProductScores(
      Matrix(rows: 1, columns: 2, elements: [30, 40]), centroids, contrast: 0)
    #expect(abs(scores.similarities[0, 0] - 0.6) < 1e-6)
    #expect(abs(scores.similarities[0, 1] - 0.8) < 1e-6)
    #expect(scores.scores == scores.similarities)
  }

  @Test func `contrast subtracts the mean over the clusters`() {
    let products = Matrix(rows: 1, columns: 2, elements: [30, 40])
    let scores = ProductScores(products, centroids, contrast: 0.5)
    #expect(abs(scores.scores[0, 0] - (0.6 - 0.35)) < 1e-6)
    #expect(abs(scores.scores[0, 1] - (0.8 - 0.35)) < 1e-6)
  }

  @Test func `a single cluster is not contrasted with itself`() {
    let one = ClusterCentroids(
      Matrix(rows: 1, columns: 2, elements: [1, 0]), labels: [0], clusters: 3)
    let scores = ProductScores(Matrix(rows: 1, columns: 2, elements: [1, 0]), one, contrast: 1)
    #expect(scores.scores[0, 0] == 1)
  }
}
