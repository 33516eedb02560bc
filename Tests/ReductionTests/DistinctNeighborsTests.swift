import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

@Suite struct DistinctNeighborsTests {
  private let matrix = Matrix(rows: 6, columns: 1, elements: [0, 1, 0, 3, 1, 7])

  private func graph(_ points: Matrix, _ count: Int) -> NeighborGraph {
    BruteForce(points, metric: .euclidean).graph(neighbors: count, threads: 1)
  }

  @Test func `a graph of distinct rows becomes that of all`() {
    let distinct = DistinctRows(matrix)
    let all = distinct.spread(graph(distinct.points.matrix, 3))
    #expect(all == graph(matrix, 3))
  }

  @Test func `it becomes that of distinct rows again where there are enough`() {
    let distinct = DistinctRows(matrix)
    #expect(distinct.gather(graph(matrix, 5), count: 3) == graph(distinct.points.matrix, 3))
    #expect(distinct.gather(graph(matrix, 2), count: 2) == nil)
  }

  @Test func `without equal rows nothing changes`() {
    let points = Matrix(rows: 4, columns: 1, elements: [0, 2, 5, 9])
    let distinct = DistinctRows(points)
    let found = graph(points, 2)
    #expect(distinct.spread(found) == found)
    #expect(distinct.gather(found, count: 2) == found)
  }
}
