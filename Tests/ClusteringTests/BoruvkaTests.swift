import Clustering
import LinearAlgebra
import Testing

@Suite struct BoruvkaTests {
  /// Points, dimensions, neighbors, and whether coordinates are a few integers.
  private static let cases = [
    (2, 2, 1, false), (15, 3, 4, false), (300, 2, 5, false), (500, 3, 10, false),
    (400, 2, 4, true), (500, 5, 3, true), (200, 17, 6, false), (300, 20, 12, true),
    (300, 40, 7, false), (50, 16, 30, false), (100, 1, 30, false),
    (600, 2, 10, true), (400, 2, 40, false),
  ]

  @Test(arguments: cases)
  func `the spanning tree is that of all pairs`(
    count: Int, dimensions: Int, neighbors: Int, isLattice: Bool
  ) {
    let points = samplePoints(count, dimensions, isLattice: isLattice)
    let expected = HDBSCANReference.spanningTree(points, neighbors: neighbors)
    let cores = HDBSCANReference.squaredCores(points, neighbors: neighbors)
    for threads in [1, 3] {
      let found = HDBSCAN.spanningTree(points, neighbors: neighbors, threads: threads)
      #expect(found.edges == expected)
      #expect(found.cores == cores.map { $0.squareRoot() })
    }
  }

  @Test func `equal points are joined before anything else`() {
    let points = Matrix(rows: 40, columns: 2, elements: (0..<80).map { Float($0 / 2 % 4) })
    let edges = HDBSCAN.spanningTree(points, neighbors: 3, threads: 1).edges
    #expect(edges == HDBSCANReference.spanningTree(points, neighbors: 3))
    #expect(edges.prefix(36).allSatisfy { $0.weight == 0 && $0.low % 4 == $0.high % 4 })
    #expect(edges.suffix(3).allSatisfy { $0.weight == 2 })
  }

  @Test func `coordinates of any size give the same tree`() {
    let points = samplePoints(200, 2, isLattice: false)
    let expected = HDBSCAN.spanningTree(points, neighbors: 5, threads: 1).edges
    for exponent in [-60, -30, 40] as [Float] {
      let scale = Float(sign: .plus, exponent: Int(exponent), significand: 1)
      let scaled = Matrix(rows: 200, columns: 2, elements: points.elements.map { $0 * scale })
      let edges = HDBSCAN.spanningTree(scaled, neighbors: 5, threads: 1).edges
      #expect(edges.map(\.low) == expected.map(\.low))
      #expect(edges.map(\.high) == expected.map(\.high))
    }
  }
}

/// Points of a normal distribution, or of a few integers, of which many are equal.
func samplePoints(_ count: Int, _ dimensions: Int, isLattice: Bool) -> Matrix {
  var generator = KeyedGenerator(seed: 1, purpose: "points", index: count)
  return Matrix(
    rows: count, columns: dimensions,
    elements: (0..<count * dimensions).map { _ in
      isLattice ? Float(generator.below(6)) : Float(generator.gaussian())
    })
}
