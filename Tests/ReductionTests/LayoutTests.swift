import Glibc
import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing

/// The layout beside plain loops.
@Suite struct LayoutTests {
  /// Ten points a group, so few that each moves after the one before it.
  private let points = groups(of: 10, 6)
  private let start: Matrix

  init() {
    var generator = KeyedGenerator(seed: 9, purpose: "start of a layout")
    start = Matrix(
      rows: 30, columns: 2, elements: (0..<60).map { _ in 5 * generator.uniformFloat() })
  }

  private func laidOut(from start: Matrix, epochs: Int, negativeSamples: Int) -> Matrix {
    var options = UMAP.Options()
    (options.dimensions, options.neighbors, options.epochs) = (start.columns, 10, epochs)
    options.negativeSamples = negativeSamples
    let graph = BruteForce(points, metric: .euclidean).graph(neighbors: 9, threads: 1)
    return UMAP(
      graph, of: points, options: options, start: .places(start), seed: 1, threads: 2
    ).places
  }

  @Test func `pulls are those of a plain loop`() {
    let graph = BruteForce(points, metric: .euclidean).graph(neighbors: 9, threads: 1)
    let smooth = SmoothNeighborDistances(graph, localConnectivity: 1, threads: 1)
    let weights = FuzzySetUnion.weights(
      FuzzySetUnion.memberships(graph, smooth, columns: 30), ratio: 1)
    let largest = weights.values.max() ?? 1
    let curve = Curve(minimumDistance: 0.1, spread: 1)
    var expected = start.elements.map { Double($0) }
    for epoch in 1...4 {
      let rate = 0.5 * (1 - Double(epoch - 1) / 4)
      for point in 0..<30 {
        let (columns, values) = (weights.columnIndexes(inRow: point), weights.values(inRow: point))
        for edge in columns.indices {
          let share = values[edge] / largest
          guard (Float(epoch) * share).rounded(.down) > (Float(epoch - 1) * share).rounded(.down)
          else { continue }
          let other = Int(columns[edge])
          let x = expected[2 * point] - expected[2 * other]
          let y = expected[2 * point + 1] - expected[2 * other + 1]
          let square = x * x + y * y
          let factor =
            -2 * curve.a * curve.b * pow(square, curve.b - 1)
            / (1 + curve.a * pow(square, curve.b))
          expected[2 * point] += rate * min(4, max(-4, factor * x))
          expected[2 * point + 1] += rate * min(4, max(-4, factor * y))
        }
      }
    }
    let places = laidOut(from: start, epochs: 4, negativeSamples: 0)
    for (ours, plain) in zip(places.elements, expected) {
      #expect(abs(Double(ours) - plain) < 1e-3)
    }
    #expect(places != start)
  }

  @Test(arguments: [5, 7, 8, 20])
  func `places in the plane move as in a space that they do not leave`(negativeSamples: Int) {
    let flat = Matrix(
      rows: 30, columns: 3,
      elements: (0..<90).map { $0 % 3 == 2 ? 0 : start.elements[$0 / 3 * 2 + $0 % 3] })
    let plane = laidOut(from: start, epochs: 2, negativeSamples: negativeSamples)
    let space = laidOut(from: flat, epochs: 2, negativeSamples: negativeSamples)
    for row in 0..<30 {
      #expect(abs(space[row, 0] - plane[row, 0]) < 1e-2)
      #expect(abs(space[row, 1] - plane[row, 1]) < 1e-2)
      #expect(space[row, 2] == 0)
    }
  }
}
