import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import TestSupport
import Testing

@Suite struct UMAPTests {
  private func map(
    _ points: Matrix, _ options: UMAP.Options, start: UMAP.Start = .spectral, seed: UInt64 = 1,
    threads: Int = 2
  ) -> Matrix {
    let graph = BruteForce(points, metric: options.metric)
      .graph(neighbors: options.neighbors - 1, threads: threads)
    return UMAP(
      graph, of: points, options: options, start: start, seed: seed, threads: threads
    ).places
  }

  private func quick(dimensions: Int = 2, neighbors: Int = 10) -> UMAP.Options {
    var options = UMAP.Options()
    (options.dimensions, options.neighbors, options.epochs) = (dimensions, neighbors, 60)
    return options
  }

  @Test(arguments: [2, 3])
  func `threads change no bit`(dimensions: Int) {
    let points = groups(of: 200, 6)
    let one = map(points, quick(dimensions: dimensions), threads: 1)
    for threads in [2, 4] {
      #expect(map(points, quick(dimensions: dimensions), threads: threads) == one)
    }
  }

  @Test(
    .enabled(
      if: SharedData.exists("vectors/pendigits.tsv"), "the pen-written digits are not here"))
  func `a map of digits keeps neighbors as umap-learn's does`() throws {
    let digits = try Table(contentsOf: SharedData.path("vectors/pendigits.tsv"))
    let columns = try (1...16).map { try digits.numbers("c\($0)") }
    let points = Matrix(
      rows: 1500, columns: 16, elements: (0..<24_000).map { Float(columns[$0 % 16][$0 / 16]) })
    let quality = Quality(of: map(points, UMAP.Options()), points)
    let expected = try Table(
      contentsOf: "\(projectFolder)/Tests/ReductionTests/Fixtures/umap-quality.tsv"
    ).numbers("value")
    #expect(quality.trustworthiness >= expected[0] - 0.005, "\(quality), \(expected)")
    #expect(quality.kept >= expected[1] - 0.005, "\(quality), \(expected)")
  }

  @Test func `another seed gives another map`() {
    let points = groups(of: 50, 6)
    #expect(map(points, quick(), seed: 1) != map(points, quick(), seed: 2))
  }

  @Test(arguments: [2, 3, 5], [UMAP.Start.spectral, .principalComponents, .random])
  func `neighbors stay neighbors, whatever the start`(dimensions: Int, start: UMAP.Start) {
    let points = groups(of: 60, 6)
    var options = quick(dimensions: dimensions)
    options.epochs = 400
    let places = map(points, options, start: start)
    #expect(places.elements.allSatisfy { $0.isFinite })
    let nearest = BruteForce(places, metric: .euclidean).graph(neighbors: 1, threads: 1)
    let same = nearest.neighbors.indices.count { nearest.neighbors[$0] / 60 == Int32($0 / 60) }
    #expect(same >= 175, "\(same) of 180 lie next to their group")
  }

  @Test func `cosine sees directions alone`() {
    var points = groups(of: 60, 6)
    points.forEachRow(threads: 1) { index, row in
      let length = Float(1 + index * index % 50)
      for column in row.indices { row[column] *= length }
    }
    var options = quick()
    options.metric = .cosine
    let places = map(points, options)
    let nearest = BruteForce(places, metric: .euclidean).graph(neighbors: 1, threads: 1)
    let same = nearest.neighbors.indices.count { nearest.neighbors[$0] / 60 == Int32($0 / 60) }
    #expect(same >= 175, "\(same) of 180 lie next to their group")
    #expect(places != map(points, quick()))
  }

  @Test func `groups that share no neighbor lie apart`() {
    // Thirty parts, more than any start of few dimensions could hold apart.
    let points = Matrix(
      rows: 300, columns: 3,
      elements: (0..<300).flatMap { point -> [Float] in
        let group = Float(point / 10 * 1000)
        return [group, Float(point % 10), Float(point * point % 7)]
      })
    let places = map(points, quick(neighbors: 5))
    #expect(places.elements.allSatisfy { $0.isFinite })
    let nearest = BruteForce(places, metric: .euclidean).graph(neighbors: 1, threads: 1)
    let same = nearest.neighbors.indices.count { nearest.neighbors[$0] / 10 == Int32($0 / 10) }
    #expect(same >= 290)
  }

  @Test(arguments: 1...6)
  func `fewer points than neighbors have places`(count: Int) {
    let points = Matrix(
      rows: count, columns: 2, elements: (0..<2 * count).map { Float($0 * $0 % 11) })
    for dimensions in 1...3 {
      let places = map(points, quick(dimensions: dimensions, neighbors: 15))
      #expect(places.rows == count && places.columns == dimensions)
      #expect(places.elements.allSatisfy { $0.isFinite })
      #expect(DistinctRows(places).points.rows == count)
    }
  }

  @Test func `points that are all equally far have places`() {
    var points = Matrix(rows: 20, columns: 20)
    for row in 0..<20 { points[row, row] = 1 }
    let places = map(points, quick())
    #expect(places.elements.allSatisfy { $0.isFinite })
    #expect(DistinctRows(places).points.rows == 20)
  }

  @Test func `an intersection without edges leaves the start`() {
    // Each is the nearest of the next, so that no two claim each other but the first.
    let points = Matrix(rows: 8, columns: 1, elements: (0..<8).map { Float(1 << $0) })
    var options = quick(neighbors: 2)
    options.setOperationRatio = 0
    #expect(map(points, options).elements.allSatisfy { $0.isFinite })
  }

  @Test func `huge, tiny and constant numbers do no harm`() {
    var points = groups(of: 20, 4)
    points.forEachRow(threads: 1) { _, row in
      (row[0], row[1], row[2]) = (row[0] * 1e15, row[1] * 1e-20, 7)
    }
    #expect(map(points, quick()).elements.allSatisfy { $0.isFinite })
  }

  @Test func `a start far away comes to an end`() {
    let points = groups(of: 20, 4)
    let start = Matrix(
      rows: 60, columns: 2, elements: (0..<120).map { $0 % 3 == 0 ? 1e18 : Float($0) * 1e-20 })
    #expect(map(points, quick(), start: .places(start)).elements.allSatisfy { $0.isFinite })
  }
}

/// How well a map keeps neighbors, by plain loops.
private struct Quality {
  /// 1 less a penalty for each of twelve neighbors on the map that is none in the space.
  let trustworthiness: Double
  /// The share of ten neighbors in the space that are neighbors on the map.
  let kept: Double

  init(of map: Matrix, _ points: Matrix) {
    let n = points.rows
    var (intruders, same) = (0, 0)
    for point in 0..<n {
      let near = Self.order(points, from: point)
      let placed = Self.order(map, from: point)
      var ranks = [Int](repeating: 0, count: n)
      for (rank, other) in near.enumerated() { ranks[other] = rank + 1 }
      intruders += placed.prefix(12).reduce(0) { $0 + max(0, ranks[$1] - 12) }
      same += Set(near.prefix(10)).intersection(placed.prefix(10)).count
    }
    trustworthiness = 1 - Double(2 * intruders) / Double(n * 12 * (2 * n - 3 * 12 - 1))
    kept = Double(same) / Double(10 * n)
  }

  private static func order(_ points: Matrix, from point: Int) -> [Int] {
    let distances = (0..<points.rows).map {
      squaredEuclideanDistance(points[row: point], points[row: $0])
    }
    return distances.indices.filter { $0 != point }
      .sorted { (distances[$0], $0) < (distances[$1], $1) }
  }
}

/// Three groups of points around centers of their own.
func groups(of count: Int, _ columns: Int) -> Matrix {
  var generator = KeyedGenerator(seed: 5, purpose: "groups")
  let elements = (0..<3 * count * columns).map { index in
    let group = index / (count * columns)
    return Float(generator.gaussian() + (index % columns % 3 == group ? 8 : 0))
  }
  return Matrix(rows: 3 * count, columns: columns, elements: elements)
}
