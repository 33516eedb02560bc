import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import Testing
import TestSupport

@Suite struct PCATests {
  /// A matrix that `Tests/References/pca.py` made with scikit-learn.
  private func fixture(_ name: String) throws -> Matrix {
    try VectorFile("\(projectFolder)/Tests/ReductionTests/Fixtures/\(name).npy").matrix()
  }

  static let pointSets = ["correlated", "distant", "wide", "constant"]

  @Test(arguments: pointSets)
  func `components agree with scikit-learn up to their sign`(name: String) throws {
    let expected = try fixture("\(name)-components")
    let pca = PCA(try fixture("\(name)-points"), components: expected.rows, threads: 2)
    #expect(pca.components.rows == expected.rows)
    for k in 0..<expected.rows {
      #expect(abs(abs(dot(pca.components[row: k], expected[row: k])) - 1) < 1e-4)
      #expect(abs(norm(pca.components[row: k]) - 1) < 1e-5)
    }
  }

  @Test(arguments: pointSets)
  func `variances agree with scikit-learn`(name: String) throws {
    let table = try Table(
      contentsOf: "\(projectFolder)/Tests/ReductionTests/Fixtures/\(name)-variances.tsv")
    let expected = try table.numbers("variance")
    let pca = PCA(
      try fixture("\(name)-points"), components: expected.count - 1, threads: 1)
    #expect(abs(pca.totalVariance / expected[0] - 1) < 1e-4)
    #expect(pca.variances.count == expected.count - 1)
    for (variance, reference) in zip(pca.variances, expected.dropFirst()) {
      #expect(abs(variance / reference - 1) < 1e-4)
    }
    #expect(abs(pca.shares[0] - expected[1] / expected[0]) < 1e-4)
  }

  @Test(arguments: pointSets)
  func `projections agree with scikit-learn up to the sign of a component`(name: String) throws {
    let points = try fixture("\(name)-points")
    let expected = try fixture("\(name)-projected")
    let components = try fixture("\(name)-components")
    let pca = PCA(points, components: expected.columns, threads: 1)
    let projected = pca.project(points, threads: 2)
    let largest = expected.elements.map(abs).max() ?? 1
    for k in 0..<expected.columns {
      let sign: Float = dot(pca.components[row: k], components[row: k]) < 0 ? -1 : 1
      for i in 0..<points.rows {
        #expect(abs(projected[i, k] * sign - expected[i, k]) < 1e-5 * largest)
      }
    }
  }

  @Test(arguments: pointSets)
  func `whitened coordinates are those of scikit-learn's whitening`(name: String) throws {
    let expected = try fixture("\(name)-projected")
    let components = try fixture("\(name)-components")
    let variances = try Table(
      contentsOf: "\(projectFolder)/Tests/ReductionTests/Fixtures/\(name)-variances.tsv"
    ).numbers("variance").dropFirst().map { $0 }
    let points = try fixture("\(name)-points")
    let whitened = PCA(points, components: expected.columns, threads: 1).whitened()
    let projected = whitened.project(points, threads: 2)
    for k in 0..<expected.columns {
      let sign: Float = dot(whitened.components[row: k], components[row: k]) < 0 ? -1 : 1
      for i in 0..<points.rows {
        let value = Double(expected[i, k]) / variances[k].squareRoot()
        #expect(abs(Double(projected[i, k] * sign) - value) < 1e-3)
      }
    }
  }

  @Test func `whitening leaves directions without variance at zero`() {
    let flat = Matrix(rows: 3, columns: 2, elements: [1, 5, 2, 5, 4, 5])
    let whitened = PCA(flat, components: 2, threads: 1).whitened()
    let projected = whitened.project(flat, threads: 1)
    #expect((0..<3).allSatisfy { projected[$0, 1] == 0 && projected[$0, 0].isFinite })
    #expect(whitened.variances[1] == 0)
  }

  @Test func `points that are read in blocks give what points in memory give`() {
    let points = randomPoints(3_000, 24)
    let source = PointSource(rows: points.rows, columns: points.columns) { rows, target in
      PointSource.copy(points[rows: rows], to: &target)
    }
    let whole = PCA(points, components: 7, threads: 2)
    let streamed = PCA(source, components: 7, threads: 3)
    #expect(streamed.mean == whole.mean && streamed.components == whole.components)
    var elements: [Float] = []
    streamed.project(source, threads: 2) { elements += $0.elements }
    #expect(elements == whole.project(points, threads: 1).elements)
  }

  @Test func `the randomized solver finds what the exact one finds`() {
    var points = randomPoints(2_500, 60)
    // Each direction has two thirds of the one before, as those of texts fall off.
    points.forEachRow(threads: 1) { _, row in
      var factor: Float = 100
      for column in row.indices {
        row[column] *= factor / Float(1 + column)
        factor *= 0.8
      }
    }
    let exact = PCA(PointSource(points), components: 5, solver: .exact, threads: 2)
    let random = PCA(PointSource(points), components: 5, solver: .randomized, threads: 2)
    #expect(abs(random.totalVariance / exact.totalVariance - 1) < 1e-5)
    for k in 0..<5 {
      #expect(abs(random.variances[k] / exact.variances[k] - 1) < 1e-3)
      #expect(dot(random.components[row: k], exact.components[row: k]) > 0.99)
      #expect(abs(norm(random.components[row: k]) - 1) < 1e-5)
    }
    let again = PCA(PointSource(points), components: 5, solver: .randomized, threads: 1)
    #expect(again.components == random.components && again.variances == random.variances)
  }

  @Test func `the component of largest magnitude is positive`() throws {
    for name in Self.pointSets {
      let pca = PCA(try fixture("\(name)-points"), components: 20, threads: 1)
      for k in 0..<pca.components.rows {
        let row = pca.components[row: k]
        let largest = row.indices.max { abs(row[$0]) < abs(row[$1]) } ?? 0
        #expect(row[largest] > 0)
      }
    }
  }

  @Test func `threads change no bit`() {
    let points = randomPoints(5000, 40)
    let one = PCA(points, components: 10, threads: 1)
    let projected = one.project(points, threads: 1)
    for threads in [2, 3] {
      let several = PCA(points, components: 10, threads: threads)
      #expect(several.mean == one.mean && several.components == one.components)
      #expect(several.variances == one.variances && several.totalVariance == one.totalVariance)
      #expect(several.project(points, threads: threads) == projected)
    }
  }

  @Test func `a point has the same coordinates alone and among others`() {
    let points = randomPoints(50, 12)
    let pca = PCA(points, components: 5, threads: 1)
    let all = pca.project(points, threads: 2)
    for row in 0..<points.rows {
      #expect(pca.project(points.rows([row]), threads: 1) == all.rows([row]))
    }
  }

  @Test func `as many components as dimensions keep all distances`() {
    let points = randomPoints(30, 6)
    let projected = PCA(points, components: 6, threads: 1).project(points, threads: 1)
    for i in 0..<30 {
      let before = squaredEuclideanDistance(points[row: 0], points[row: i])
      #expect(abs(squaredEuclideanDistance(projected[row: 0], projected[row: i]) - before) < 1e-3)
    }
  }

  @Test func `two points have one direction`() {
    let points = Matrix(rows: 2, columns: 3, elements: [1, 1, 1, 1, 4, 5])
    let pca = PCA(points, components: 10, threads: 1)
    #expect(pca.components.rows == 1)
    #expect(abs(pca.variances[0] - 12.5) < 1e-5)
    #expect(abs(pca.shares[0] - 1) < 1e-9)
    #expect(zip(pca.components.elements, [0, 0.6, 0.8]).allSatisfy { abs($0 - $1) < 1e-6 })
    let projected = pca.project(points, threads: 1)
    #expect(abs(projected[0, 0] + 2.5) < 1e-5 && abs(projected[1, 0] - 2.5) < 1e-5)
  }

  @Test func `a constant column has no share in any direction`() throws {
    let pca = PCA(try fixture("constant-points"), components: 3, threads: 1)
    for k in 0..<3 { #expect(abs(pca.components[k, 2]) < 1e-5) }
  }

  @Test func `points that are all the same have no variance`() {
    let pca = PCA(Matrix(rows: 5, columns: 3, repeating: 2.5), components: 2, threads: 1)
    #expect(pca.variances == [0, 0] && pca.totalVariance == 0)
    #expect(pca.shares == [0, 0])
    #expect(pca.components.elements.allSatisfy { $0.isFinite })
    let projected = pca.project(Matrix(rows: 1, columns: 3, repeating: 2.5), threads: 1)
    #expect(projected.elements == [0, 0])
  }

  @Test func `one point is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = PCA(Matrix(rows: 1, columns: 3), components: 1, threads: 1)
    }
  }

  @Test func `points of another space are a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let pca = PCA(
        Matrix(rows: 2, columns: 2, elements: [0, 0, 1, 1]), components: 1, threads: 1)
      _ = pca.project(Matrix(rows: 1, columns: 3), threads: 1)
    }
  }
}

/// Independent normal numbers, each column with a scale and a mean of its own.
func randomPoints(_ rows: Int, _ columns: Int) -> Matrix {
  var generator = KeyedGenerator(seed: 1, purpose: "random points")
  let elements = (0..<rows * columns).map { index in
    Float(generator.gaussian() * Double(1 + index % columns) + Double(index % columns))
  }
  return Matrix(rows: rows, columns: columns, elements: elements)
}
