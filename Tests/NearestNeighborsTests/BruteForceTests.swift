import LinearAlgebra
import NearestNeighbors
import Testing

@Suite struct BruteForceTests {
  @Test(arguments: Metric.allCases)
  func `the graph is that of plain loops in double precision`(metric: Metric) {
    for (rows, columns) in [(150, 7), (700, 1), (1100, 33)] {
      let points = randomMatrix(rows: rows, columns: columns, seed: 1)
      let graph = BruteForce(points, metric: metric).graph(neighbors: 9, threads: 2)
      #expect(
        graph
          == NearestNeighbors.Reference.search(
            points, in: points, metric: metric, neighbors: 9, excludingSelf: true))
    }
  }

  @Test(arguments: Metric.allCases)
  func `points that single precision cannot tell apart stand in their true order`(metric: Metric) {
    // Around one point, at distances near the rounding of a product of 40 terms; many are equal.
    // More points than two blocks, so that products are used for both sides.
    var generator = KeyedGenerator(seed: 7, purpose: "near ties")
    let base = (0..<40).map { _ in Float(generator.gaussian()) }
    let points = Matrix(
      rows: 1300, columns: 40,
      elements: (0..<1300).flatMap { _ in
        base.map { $0 + Float(generator.next() % 3) * 1e-6 * Float(generator.next() % 2) }
      })
    let graph = BruteForce(points, metric: metric).graph(neighbors: 20, threads: 2)
    #expect(
      graph
        == NearestNeighbors.Reference.search(
          points, in: points, metric: metric, neighbors: 20, excludingSelf: true))
    let some = points.rows(stride(from: 0, to: 1300, by: 50).map { $0 })
    #expect(
      BruteForce(points, metric: metric).search(some, neighbors: 20, threads: 2)
        == NearestNeighbors.Reference.search(some, in: points, metric: metric, neighbors: 20))
  }

  @Test(arguments: [Metric.euclidean, .squaredEuclidean])
  func `points far from the origin stand in their true order`(metric: Metric) {
    let near = randomMatrix(rows: 400, columns: 12, seed: 8)
    let points = Matrix(rows: 400, columns: 12, elements: near.elements.map { $0 + 10_000 })
    let graph = BruteForce(points, metric: metric).graph(neighbors: 5, threads: 1)
    #expect(
      graph
        == NearestNeighbors.Reference.search(
          points, in: points, metric: metric, neighbors: 5, excludingSelf: true))
  }

  @Test(arguments: Metric.allCases)
  func `the farthest points are those of a sort`(metric: Metric) {
    let points = randomMatrix(rows: 900, columns: 11, seed: 9)
    let queries = randomMatrix(rows: 30, columns: 11, seed: 10)
    let found = BruteForce(points, metric: metric)
      .search(queries, neighbors: 7, farthest: true, threads: 2)
    #expect(
      found
        == NearestNeighbors.Reference.search(
          queries, in: points, metric: metric, neighbors: 7, farthest: true))
  }

  @Test func `lengths may differ by many orders of magnitude`() {
    var generator = KeyedGenerator(seed: 11, purpose: "lengths")
    var points = randomMatrix(rows: 500, columns: 6, seed: 12)
    for row in 0..<500 {
      let factor = Float(sign: .plus, exponent: Int(generator.next() % 60) - 30, significand: 1)
      points.withMutableRow(row) { row in for index in row.indices { row[index] *= factor } }
    }
    for metric in [Metric.cosine, .euclidean, .innerProduct] {
      #expect(
        BruteForce(points, metric: metric).graph(neighbors: 6, threads: 2)
          == NearestNeighbors.Reference.search(
            points, in: points, metric: metric, neighbors: 6, excludingSelf: true))
    }
  }

  @Test(arguments: [Metric.cosine, .euclidean])
  func `thousands of equal points are told apart by their indexes`(metric: Metric) {
    let points = Matrix(rows: 9_000, columns: 3, repeating: 0.1)
    let few = Matrix(rows: 1_500, columns: 3, repeating: 0.1)
    let graph = BruteForce(few, metric: metric).graph(neighbors: 2, threads: 2)
    #expect(graph.neighbors(of: 1_499).elementsEqual([0, 1]) && graph.neighbors[0...1] == [1, 2])
    let found = BruteForce(points, metric: metric)
      .search(points.rows([8_999, 5]), neighbors: 4, threads: 2)
    #expect(found.neighbors == [0, 1, 2, 3, 0, 1, 2, 3])
    #expect(found.distances == [Float](repeating: 0, count: 8))
  }

  @Test func `more points than a segment are searched by several threads`() {
    let points = randomMatrix(rows: 140_000, columns: 3, seed: 13)
    let index = BruteForce(points, metric: .cosine)
    let queries = points.rows([0, 70_000, 139_999])
    let found = index.search(queries, neighbors: 5, threads: 3)
    #expect(found == index.search(queries, neighbors: 5, threads: 1))
    #expect(
      found == NearestNeighbors.Reference.search(queries, in: points, metric: .cosine, neighbors: 5)
    )
  }

  @Test(arguments: [1, 2, 3]) func `any number of threads gives the same graph`(threads: Int) {
    let points = randomMatrix(rows: 1700, columns: 33, seed: 2)
    let index = BruteForce(points, metric: .cosine)
    #expect(
      index.graph(neighbors: 5, threads: threads) == index.graph(neighbors: 5, threads: 1))
  }

  @Test func `a query has the same neighbors alone and among others`() {
    let points = randomMatrix(rows: 2500, columns: 19, seed: 3)
    let queries = randomMatrix(rows: 130, columns: 19, seed: 4)
    let index = BruteForce(points, metric: .cosine)
    let together = index.search(queries, neighbors: 4, threads: 2)
    for query in [0, 63, 64, 129] {
      let alone = index.search(queries.rows([query]), neighbors: 4, threads: 1)
      #expect(alone.neighbors[...] == together.neighbors(of: query))
      #expect(alone.distances[...] == together.distances(of: query))
    }
  }

  @Test func `equal distances stand in the order of their indexes`() {
    let points = Matrix(rows: 6, columns: 1, elements: [1, -1, 1, -1, 1, 0])
    let graph = BruteForce(points, metric: .euclidean)
      .search(Matrix(rows: 1, columns: 1), neighbors: 6, threads: 1)
    #expect(graph.neighbors == [5, 0, 1, 2, 3, 4])
    #expect(graph.distances == [0, 1, 1, 1, 1, 1])
  }

  @Test func `a point is its own neighbor only if asked for`() {
    let points = randomMatrix(rows: 40, columns: 3, seed: 5)
    let index = BruteForce(points, metric: .euclidean)
    let without = index.graph(neighbors: 3, threads: 1)
    let with = index.graph(neighbors: 4, includingSelf: true, threads: 1)
    for query in 0..<40 {
      #expect(!without.neighbors(of: query).contains(Int32(query)))
      #expect(with.neighbors(of: query).first == Int32(query))
      #expect(with.neighbors(of: query).dropFirst().elementsEqual(without.neighbors(of: query)))
    }
  }

  @Test func `more neighbors than points are all points`() {
    let points = randomMatrix(rows: 4, columns: 2, seed: 6)
    let index = BruteForce(points, metric: .cosine)
    #expect(index.graph(neighbors: 10, threads: 1).count == 3)
    #expect(index.graph(neighbors: 10, includingSelf: true, threads: 1).count == 4)
    #expect(index.search(points, neighbors: 10, threads: 1).count == 4)
    #expect(index.search(points, neighbors: 0, threads: 1).neighbors.isEmpty)
  }

  @Test func `a vector of zeros is at right angles to all others`() {
    let points = Matrix(rows: 3, columns: 2, elements: [0, 0, 3, 4, -3, -4])
    let graph = BruteForce(points, metric: .cosine).graph(neighbors: 2, threads: 1)
    #expect(Array(graph.distances(of: 0)) == [1, 1])
    #expect(Array(graph.neighbors(of: 1)) == [0, 2])
  }
}

private func randomMatrix(rows: Int, columns: Int, seed: UInt64) -> Matrix {
  var generator = KeyedGenerator(seed: seed, purpose: "test points")
  let elements = (0..<rows * columns).map { _ in Float(generator.gaussian()) }
  return Matrix(rows: rows, columns: columns, elements: elements)
}
