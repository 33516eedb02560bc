import LinearAlgebra
import Recommendation
import Testing

@Suite struct ClusterCentroidsTests {
  private func centroids(_ vectors: Matrix, _ labels: [Int]) -> ClusterCentroids {
    ClusterCentroids(vectors, ClusterMembers(labels: labels, clusters: 2))
  }

  @Test func `a centroid is the mean direction, whatever the lengths`() {
    let vectors = Matrix(rows: 3, columns: 2, elements: [100, 0, 0, 0.5, 0, -7])
    let centroids = centroids(vectors, [0, 0, 1])
    let half = Float(0.5).squareRoot()
    #expect(abs(centroids.vectors[0, 0] - half) < 1e-6)
    #expect(abs(centroids.vectors[0, 1] - half) < 1e-6)
    #expect(centroids.vectors[1, 0] == 0 && centroids.vectors[1, 1] == -1)
  }

  @Test func `noise and zeros turn no centroid`() {
    let vectors = Matrix(rows: 3, columns: 2, elements: [1, 0, 0, 1, 0, 0])
    let centroids = centroids(vectors, [0, -1, 0])
    #expect(centroids.vectors == Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 0]))
    #expect(centroids.sizes == [2, 0])
  }
}
