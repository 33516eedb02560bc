import LinearAlgebra
import NearestNeighbors
import Testing

@Suite struct BruteForceTests {
  @Test(arguments: Metric.allCases)
  func `the graph is that of a sort of all distances`(metric: Metric) {
    let points = randomMatrix(rows: 150, columns: 7, seed: 1)
    let graph = BruteForce(points, metric: metric).graph(neighbors: 9, threads: 2)
    for query in 0..<points.rows {
      let expected = reference(points, points[row: query], metric, excluding: query).prefix(9)
      #expect(graph.neighbors(of: query).map { Int($0) } == expected.map(\.index))
      for (found, pair) in zip(graph.distances(of: query), expected) {
        #expect(abs(found - pair.distance) <= 2e-6 * max(1, pair.distance))
      }
    }
  }

  @Test(arguments: [1, 2, 3]) func `any number of threads gives the same graph`(threads: Int) {
    let points = randomMatrix(rows: 700, columns: 33, seed: 2)
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

/// Every point with its distance to `query`, nearest first and lower index first.
private func reference(
  _ points: Matrix, _ query: Span<Float>, _ metric: Metric, excluding excluded: Int
) -> [(index: Int, distance: Float)] {
  var pairs: [(index: Int, distance: Float)] = []
  for index in 0..<points.rows where index != excluded {
    pairs.append((index, metric.distance(query, points[row: index])))
  }
  return pairs.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
}

private func randomMatrix(rows: Int, columns: Int, seed: UInt64) -> Matrix {
  var generator = KeyedGenerator(seed: seed, purpose: "test points")
  let elements = (0..<rows * columns).map { _ in Float(generator.gaussian()) }
  return Matrix(rows: rows, columns: columns, elements: elements)
}
