import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

@Suite struct CarriedPlacesTests {
  /// Points on a line, each with the one before and the one after it for neighbors.
  private func line(_ count: Int) -> NeighborGraph {
    let points = Matrix(rows: count, columns: 1, elements: (0..<count).map { Float($0) })
    return BruteForce(points, metric: .euclidean).graph(neighbors: 2, threads: 1)
  }

  private func isNear(_ a: Matrix, _ row: Int, _ place: [Float]) -> Bool {
    squaredEuclideanDistance(a[row: row], place.span) < 1e-4
  }

  @Test func `known points stay and new ones start in the middle of their neighbors`() {
    let known = Matrix(rows: 3, columns: 2, elements: [1, 2, 99, 99, 3, 6])
    let carried = CarriedPlaces(
      known, isKnown: [true, false, true], graph: line(3), seed: 1
    ).places
    #expect(carried.rows([0, 2]) == known.rows([0, 2]))
    #expect(isNear(carried, 1, [2, 4]) && carried[1, 0] != 2)
  }

  @Test func `neighbors of new points follow`() {
    // The last knows only new points; those beside it get places first.
    let known = Matrix(rows: 6, columns: 2, elements: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    let carried = CarriedPlaces(
      known, isKnown: [true, true, false, false, false, false], graph: line(6), seed: 1
    ).places
    for row in 2..<6 { #expect(isNear(carried, row, [1, 1])) }
  }

  @Test func `what is connected with nothing known lies within the map`() {
    let graph = NeighborGraph(
      queries: 4, count: 1, neighbors: [1, 0, 3, 2], distances: [1, 1, 1, 1])
    let known = Matrix(rows: 4, columns: 2, elements: [0, 0, 10, 20, 0, 0, 0, 0])
    let carried = CarriedPlaces(
      known, isKnown: [true, true, false, false], graph: graph, seed: 1
    ).places
    for row in 2..<4 {
      #expect((0...10).contains(carried[row, 0]) && (0...20).contains(carried[row, 1]))
    }
    #expect(carried.rows([2]) != carried.rows([3]))
  }
}
