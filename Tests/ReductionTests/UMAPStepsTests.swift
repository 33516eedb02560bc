import Artifacts
import Glibc
import LinearAlgebra
import NearestNeighbors
import Reduction

import TestSupport
import Testing

/// The steps of UMAP beside umap-learn's own functions, as `Tests/References/umap.py` called them.
@Suite struct UMAPStepsTests {
  private func fixture(_ name: String) throws -> Matrix {
    try VectorFile("\(projectFolder)/Tests/ReductionTests/Fixtures/umap-\(name).npy").matrix()
  }

  private func graph() throws -> NeighborGraph {
    BruteForce(try fixture("points"), metric: .euclidean).graph(neighbors: 9, threads: 1)
  }

  private func weights(ratio: Float) throws -> SparseMatrix {
    let graph = try graph()
    let smooth = SmoothNeighborDistances(graph, localConnectivity: 1, threads: 1)
    return FuzzySetUnion.weights(
      FuzzySetUnion.memberships(graph, smooth, columns: graph.queries), ratio: ratio)
  }

  @Test(arguments: [1, 2.5])
  func `neighborhoods reach as far as umap-learn's`(localConnectivity: Double) throws {
    let expected = try fixture("smooth-\(localConnectivity)")
    let smooth = SmoothNeighborDistances(
      try graph(), localConnectivity: localConnectivity, threads: 2)
    for point in 0..<expected.rows {
      #expect(abs(smooth.nearest[point] - expected[point, 0]) < 1e-5)
      #expect(abs(smooth.scales[point] / expected[point, 1] - 1) < 1e-3)
    }
  }

  @Test(arguments: [1, 0.25] as [Float])
  func `weights are umap-learn's`(ratio: Float) throws {
    let expected = try fixture("weights-\(ratio)")
    let weights = try weights(ratio: ratio)
    var dense = Matrix(rows: expected.rows, columns: expected.columns)
    for row in 0..<weights.rows {
      let (columns, values) = (weights.columnIndexes(inRow: row), weights.values(inRow: row))
      for index in columns.indices { dense[row, Int(columns[index])] = values[index] }
    }
    #expect(dense == dense.transposed())
    for (ours, theirs) in zip(dense.elements, expected.elements) {
      #expect(abs(ours - theirs) < 1e-4)
    }
  }

  @Test func `the curve is umap-learn's`() throws {
    let table = try Table(
      contentsOf: "\(projectFolder)/Tests/ReductionTests/Fixtures/umap-curves.tsv")
    let (minima, spreads) = (try table.numbers("minimum"), try table.numbers("spread"))
    let (a, b) = (try table.numbers("a"), try table.numbers("b"))
    for row in 0..<table.count {
      let curve = Curve(minimumDistance: minima[row], spread: spreads[row])
      #expect(abs(curve.a / a[row] - 1) < 1e-3 && abs(curve.b / b[row] - 1) < 1e-3)
    }
  }

  @Test func `the spectral start is umap-learn's but for sign and size`() throws {
    let expected = try fixture("spectral")
    let places = SpectralStart.places(
      try weights(ratio: 1), dimensions: 2, principal: { Matrix(rows: 0, columns: 2) }, seed: 1,
      threads: 1)
    for column in 0..<2 {
      let ours = (0..<places.rows).map { places[$0, column] }
      let theirs = (0..<places.rows).map { expected[$0, column] }
      let cosine = dot(ours.span, theirs.span) / (norm(ours.span) * norm(theirs.span))
      #expect(abs(cosine) > 0.9999)
    }
  }

  @Test func `numbers are raised as by the C library`() {
    let bases: [Float] = [0, 1e-30, 1e-12, 0.001, 0.7, 1, 2.5, 1e6, 1e12, 3e38]
    for exponent in [0.3, 0.79, 1, 1.9, 3] as [Float] {
      for base in bases {
        let ours = Double(raised(SIMD8(repeating: base), to: exponent)[3])
        let exact = pow(Double(max(base, 1e-30)), Double(exponent))
        let expected = min(max(exact, 0x1p-126), 0x1p126)
        #expect(abs(ours / expected - 1) < 1e-4, "\(base) to \(exponent): \(ours), \(expected)")
      }
    }
  }

  @Test func `parts of a graph are told apart`() {
    // 0 – 2, 1 – 4, 3
    let graph = SparseMatrix(
      rows: 5, columns: 5, rowOffsets: [0, 1, 2, 3, 3, 4], columnIndexes: [2, 4, 0, 1],
      values: [1, 1, 1, 1])
    #expect(ConnectedComponents(graph).parts == [[0, 2], [1, 4], [3]])
  }
}
