import LinearAlgebra
import NearestNeighbors
import Testing

@Suite struct NeighborSearchTests {
  private let points = clusteredPoints(2_000, 7)

  private func run(_ method: NeighborSearch.Method, _ metric: Metric = .cosine)
    -> NeighborSearch.Found
  {
    NeighborSearch(PointSource(points), metric: metric, method: method, seed: 1)
      .run(neighbors: 8, threads: 2)
  }

  @Test func `few points are searched exactly by default`() {
    let found = run(.auto)
    #expect(found.isExact && found.recall.value == 1 && found.recall.sample == 2_000)
    #expect(found.graph == BruteForce(points, metric: .cosine).graph(neighbors: 8, threads: 1))
    #expect(run(.exact).graph == found.graph)
  }

  @Test func `the approximate search tells its recall`() {
    let found = run(.approximate)
    #expect(!found.isExact && found.recall.sample == 512)
    #expect(found.recall.value > 0.9 && found.recall.value <= 1)
    #expect(
      found.graph
        == ApproximateSearch(PointSource(points), metric: .cosine, seed: 1)
        .run(neighbors: 8, threads: 1).graph)
  }

  @Test func `inner products are searched exactly`() {
    #expect(run(.approximate, .innerProduct).isExact)
  }

  @Test func `more points than the limit are not compared with all others`() {
    let many = PointSource(rows: NeighborSearch.exactLimit + 1, columns: 2) { _, _ in }
    let search = { NeighborSearch(many, metric: .euclidean, method: $0) }
    #expect(!search(.auto).isExact(neighbors: 15) && search(.exact).isExact(neighbors: 15))
    let few = PointSource(rows: NeighborSearch.exactLimit, columns: 2) { _, _ in }
    #expect(NeighborSearch(few, metric: .euclidean).isExact(neighbors: 15))
  }
}
