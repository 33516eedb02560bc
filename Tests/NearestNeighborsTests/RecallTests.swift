import LinearAlgebra
import NearestNeighbors
import Testing

@Suite struct RecallTests {
  private let points = clusteredPoints(700, 5)

  private func recall(_ graph: NeighborGraph, sample: Int = 700) -> Recall {
    Recall(
      of: graph, PointSource(points), metric: .euclidean, sample: sample, seed: 2, threads: 2)
  }

  @Test func `the exact graph has all neighbors`() {
    let graph = BruteForce(points, metric: .euclidean).graph(neighbors: 6, threads: 1)
    #expect(recall(graph).value == 1 && recall(graph).sample == 700)
    #expect(recall(graph, sample: 50).value == 1 && recall(graph, sample: 50).sample == 50)
  }

  @Test func `neighbors that are too far do not count`() {
    let exact = BruteForce(points, metric: .euclidean).graph(neighbors: 9, threads: 1)
    // The three nearest are missing, and the next six stand for them.
    let graph = NeighborGraph(
      queries: 700, count: 6,
      neighbors: (0..<700).flatMap { exact.neighbors(of: $0).suffix(6) },
      distances: (0..<700).flatMap { exact.distances(of: $0).suffix(6) })
    #expect(abs(recall(graph).value - 0.5) < 1e-9)
  }

  @Test func `which of several equal points is listed does not matter`() {
    let equal = Matrix(rows: 40, columns: 2, repeating: 1)
    let graph = NeighborGraph(
      queries: 40, count: 2, neighbors: (0..<40).flatMap { [($0 + 1) % 40, ($0 + 2) % 40] },
      distances: [Float](repeating: 0, count: 80))
    let recall = Recall(
      of: graph, PointSource(equal), metric: .cosine, seed: 1, threads: 1)
    #expect(recall.value == 1)
  }

  @Test func `a graph without neighbors lacks none`() {
    let graph = NeighborGraph(queries: 700, count: 0, neighbors: [], distances: [])
    #expect(recall(graph).value == 1)
  }
}
