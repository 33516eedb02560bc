import Artifacts
import Clustering
import LinearAlgebra
import NearestNeighbors
import TestSupport
import Testing

@Suite struct LloydTests {
  /// Points of several kinds: apart, mixed, with many ties, and far from the origin.
  private static func points(_ kind: String) -> Matrix {
    switch kind {
    case "apart": return Blobs(sizes: [400, 300, 200, 100], dimensions: 17).points
    case "mixed": return Blobs(sizes: [700, 700], dimensions: 33, separation: 1).points
    case "far":
      var points = Blobs(sizes: [500, 500], dimensions: 9, separation: 2).points
      points.forEachRow(threads: 1) { _, row in for i in row.indices { row[i] += 5000 } }
      return points
    default:
      var generator = KeyedGenerator(seed: 8, purpose: "grid")
      let elements = (0..<1600).map { _ in Float(generator.below(4)) }
      return Matrix(rows: 800, columns: 2, elements: elements)
    }
  }

  @Test(
    arguments: ["apart", "mixed", "far", "ties"], [(3, 1), (3, 7), (9, 4), (9, 30), (40, 12)])
  func `labels and centroids are those of plain loops`(
    kind: String, _ size: (clusters: Int, iterations: Int)
  ) throws {
    let points = Self.points(kind)
    var options = KMeans.Options()
    options.start = Self.distinctRows(points, size.clusters)
    options.maximumIterations = size.iterations
    options.tolerance = 0
    options.threads = 2
    guard let start = options.start, start.rows == size.clusters else { return }
    let model = try KMeans.fit(points, clusters: size.clusters, options: options)
    #expect(KMeansReference.labels(points, model.centroids) == model.labels)
    let plain = KMeansReference.centroids(points, start: start, iterations: size.iterations)
    let labels = KMeansReference.labels(points, plain)
    if Set(labels).count == size.clusters {
      #expect(Agreement.adjustedRand(labels, model.labels) == 1)
    }
  }

  /// The first rows that differ.
  private static func distinctRows(_ points: Matrix, _ count: Int) -> Matrix {
    var seen: Set<[Float]> = []
    let rows = (0..<points.rows).filter { row in
      seen.insert((0..<points.columns).map { points[row, $0] }).inserted
    }
    return points.rows(rows.prefix(count))
  }

  @Test(
    .enabled(if: SharedData.exists("vectors/pendigits.tsv"), "pendigits is not on this machine"))
  func `the inertia from the same start is scikit-learn's`() throws {
    let points = try pendigits()
    for golden in try goldenInertias() where golden.start == "rows" {
      var options = KMeans.Options()
      options.start = points.rows(0..<golden.clusters)
      options.maximumIterations = golden.iterations
      options.tolerance = 0
      options.threads = 2
      let model = try KMeans.fit(points, clusters: golden.clusters, options: options)
      #expect(
        abs(model.inertia - golden.inertia) <= 1e-6 * golden.inertia,
        "\(golden.clusters) clusters: \(model.inertia), not \(golden.inertia)")
    }
  }

  @Test(
    .enabled(if: SharedData.exists("vectors/pendigits.tsv"), "pendigits is not on this machine"))
  func `the mean inertia of ten starts is no higher than scikit-learn's`() throws {
    let points = try pendigits()
    for golden in try goldenInertias() where golden.start == "own" {
      var options = KMeans.Options()
      (options.restarts, options.threads) = (1, 2)
      var sum = 0.0
      for seed in 0..<10 {
        options.seed = UInt64(seed)
        sum += try KMeans.fit(points, clusters: golden.clusters, options: options).inertia
      }
      // Ten starts leave a standard error of about half a percent.
      #expect(sum / 10 <= golden.inertia * 1.005, "\(golden.clusters): \(sum / 10)")
    }
  }

  @Test func `points read as they are needed give the same model`() throws {
    let points = Self.points("mixed")
    let source = PointSource(rows: points.rows, columns: points.columns) { rows, target in
      PointSource.copy(points[rows: rows], to: &target)
    }
    let (one, other) = (
      try KMeans.fit(points, clusters: 5), try KMeans.fit(source, clusters: 5)
    )
    #expect(one.centroids == other.centroids && one.labels == other.labels)
  }

  private func pendigits() throws -> Matrix {
    let table = try Table(contentsOf: SharedData.path("vectors/pendigits.tsv"))
    let columns = try (1...16).map { try table.numbers("c\($0)") }
    let elements = (0..<table.count).flatMap { row in columns.map { Float($0[row]) } }
    return Matrix(rows: table.count, columns: 16, elements: elements)
  }

  /// Made by Tests/References/kmeans.py.
  private func goldenInertias() throws -> [(
    start: String, clusters: Int, iterations: Int, inertia: Double
  )] {
    let table = try Table(contentsOf: fixture("kmeans.tsv"))
    let (starts, clusters) = (try table.column("start"), try table.integers("clusters"))
    let (iterations, inertias) = (
      try table.integers("iterations"), try table.numbers("inertia")
    )
    return (0..<table.count).map { (starts[$0], clusters[$0], iterations[$0], inertias[$0]) }
  }
}
