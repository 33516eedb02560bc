import LinearAlgebra
import NearestNeighbors
import Testing

@Suite struct ApproximateSearchTests {
  private func approximate(
    _ points: Matrix, metric: Metric = .euclidean, neighbors: Int = 15, threads: Int = 2
  ) -> NeighborGraph {
    ApproximateSearch(PointSource(points), metric: metric, seed: 3)
      .run(neighbors: neighbors, threads: threads).graph
  }

  @Test(arguments: [Metric.euclidean, .cosine])
  func `nearly all neighbors are found`(metric: Metric) {
    let points = clusteredPoints(6_000, 24)
    let graph = approximate(points, metric: metric)
    let exact = BruteForce(points, metric: metric).graph(neighbors: 15, threads: 2)
    let found = (0..<graph.queries).reduce(0) {
      $0 + Set(graph.neighbors(of: $1)).intersection(exact.neighbors(of: $1)).count
    }
    #expect(Double(found) > 0.97 * Double(15 * graph.queries))
  }

  @Test func `distances are exact, ascending, and equal ones in the order of their indexes`() {
    let points = clusteredPoints(3_000, 12)
    let graph = approximate(points)
    let exact = BruteForce(points, metric: .euclidean).graph(neighbors: 200, threads: 2)
    for row in 0..<graph.queries {
      let known = Dictionary(
        zip(exact.neighbors(of: row), exact.distances(of: row))
      ) { first, _ in first }
      let list = zip(graph.neighbors(of: row), graph.distances(of: row)).map { ($1, $0) }
      for (distance, other) in list { #expect(known[other] ?? distance == distance) }
      #expect(zip(list, list.dropFirst()).allSatisfy { $0 < $1 })
      #expect(!graph.neighbors(of: row).contains(Int32(row)))
    }
  }

  @Test(arguments: [1, 3]) func `any number of threads gives the same graph`(threads: Int) {
    let points = clusteredPoints(4_000, 17)
    #expect(approximate(points, threads: threads) == approximate(points, threads: 2))
  }

  @Test func `few points are searched exactly`() {
    let points = clusteredPoints(900, 6)
    #expect(
      approximate(points, metric: .cosine)
        == BruteForce(points, metric: .cosine).graph(neighbors: 15, threads: 1))
    #expect(approximate(Matrix(rows: 0, columns: 3)).queries == 0)
    #expect(approximate(Matrix(rows: 1, columns: 3)).count == 0)
    #expect(approximate(Matrix(rows: 5, columns: 3)).count == 4)
  }

  @Test(arguments: [Metric.euclidean, .cosine])
  func `points that are all equal have neighbors at a distance of zero`(metric: Metric) {
    let graph = approximate(Matrix(rows: 12_000, columns: 3, repeating: 0.3), metric: metric)
    #expect(graph.count == 15 && graph.distances.allSatisfy { $0 == 0 })
    #expect((0..<12_000).allSatisfy { Set(graph.neighbors(of: $0)).count == 15 })
  }

  @Test func `points of which half are equal keep the neighbors of the others`() {
    var points = clusteredPoints(6_000, 16)
    for row in stride(from: 0, to: 6_000, by: 2) {
      points.withMutableRow(row) { for index in $0.indices { $0[index] = 0.5 } }
    }
    let graph = approximate(points)
    let recall = Recall(
      of: graph, PointSource(points), metric: .euclidean, sample: 6_000, seed: 1, threads: 2)
    #expect(recall.value > 0.97 && recall.sample == 6_000)
  }

  @Test func `few points far from all others still have all neighbors`() {
    var points = clusteredPoints(3_000, 8)
    for row in 0..<4 {
      points.withMutableRow(row) { for index in $0.indices { $0[index] += 1e6 } }
    }
    let graph = approximate(points)
    #expect(graph.count == 15)
    #expect(Set(graph.neighbors(of: 0).prefix(3)) == [1, 2, 3])
    #expect(graph.neighbors.allSatisfy { $0 >= 0 && $0 < 3_000 })
  }

  @Test func `points without structure are searched until the share wanted is found`() {
    var generator = KeyedGenerator(seed: 4, purpose: "points without structure")
    let points = Matrix(
      rows: 12_000, columns: 48,
      elements: (0..<12_000 * 48).map { _ in Float(generator.gaussian()) })
    let run = { (recall: Double, threads: Int) in
      ApproximateSearch(PointSource(points), metric: .euclidean, seed: 3, recall: recall)
        .run(neighbors: 10, threads: threads)
    }
    let (first, last) = (run(0, 2), run(0.95, 2))
    #expect(first.recall.value < 0.9 && last.recall.value >= 0.95)
    let measured = Recall(
      of: last.graph, PointSource(points), metric: .euclidean, sample: 3_000, seed: 9, threads: 2)
    #expect(measured.value > 0.93)
    #expect((0..<12_000).allSatisfy { Set(last.graph.neighbors(of: $0)).count == 10 })
    #expect(run(0.95, 1).graph == last.graph)
  }

  @Test func `constant columns change nothing`() {
    let points = clusteredPoints(2_000, 8)
    let wide = Matrix(
      rows: 2_000, columns: 9,
      elements: (0..<2_000).flatMap { points.elements[$0 * 8..<($0 + 1) * 8] + [5] })
    let graph = approximate(wide)
    let recall = Recall(
      of: graph, PointSource(wide), metric: .euclidean, sample: 500, seed: 1, threads: 2)
    #expect(recall.value > 0.97)
  }
}

/// Normal numbers around a center for each 60 points, whose spread differs.
func clusteredPoints(_ rows: Int, _ columns: Int) -> Matrix {
  var generator = KeyedGenerator(seed: 5, purpose: "clustered points")
  let centers = (0..<(rows / 60 + 1) * columns).map { _ in generator.gaussian() }
  var elements: [Float] = []
  elements.reserveCapacity(rows * columns)
  for _ in 0..<rows {
    let center = generator.below(centers.count / columns)
    let spread = 0.3 + 0.05 * Double(center % 10)
    for column in 0..<columns {
      elements.append(Float(centers[center * columns + column] + spread * generator.gaussian()))
    }
  }
  return Matrix(rows: rows, columns: columns, elements: elements)
}
