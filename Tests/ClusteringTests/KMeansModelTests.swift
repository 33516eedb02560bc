import Clustering
import LinearAlgebra
import Testing

@Suite struct KMeansModelTests {
  private let model = KMeansModel(
    centroids: Matrix(rows: 3, columns: 1, elements: [0, 10, 14]), sizes: [3, 2, 1],
    spreads: [2, 4, 1])

  @Test func `a point has its nearest and its second nearest cluster`() {
    let assignments = model.predict(Matrix(rows: 4, columns: 1, elements: [1, 9, 12, 20]))
    #expect(assignments.map(\.label) == [0, 1, 1, 2])
    #expect(assignments.map(\.second) == [1, 2, 2, 1])
    #expect(assignments.map(\.distance) == [1, 1, 2, 6])
    #expect(assignments.map(\.secondDistance) == [9, 5, 2, 10])
  }

  @Test func `strength falls from 1 at the centroid to 0 half way`() {
    let strengths = model.predict(Matrix(rows: 3, columns: 1, elements: [0, 1, 5])).map(\.strength)
    #expect(strengths[0] == 1 && strengths[2] == 0)
    #expect(abs(strengths[1] - 8 / 9) < 1e-6)
  }

  @Test func `an outlier is measured by the spread of its cluster`() {
    let assignments = model.predict(Matrix(rows: 2, columns: 1, elements: [-3, 12]))
    #expect(assignments.map { model.outlier(of: $0) } == [1.5, 0.5])
  }

  @Test func `a cluster of equal points is measured by the spread of all`() throws {
    let points = Matrix(rows: 5, columns: 1, elements: [7, 7, 7, 0, 1])
    let fitted = try KMeans.fit(points, clusters: 2)
    #expect(fitted.spreads[1] == 0.5)
    #expect(abs(fitted.spreads[0] - 0.2) < 1e-12)
    let constant = try KMeans.fit(Matrix(rows: 3, columns: 2), clusters: 1)
    #expect(constant.spreads == [1])
  }
}
