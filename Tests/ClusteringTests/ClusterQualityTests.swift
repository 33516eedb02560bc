import Artifacts
import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct ClusterQualityTests {
  @Test func `small point sets measure as scikit-learn measures them`() throws {
    let golden = try Golden.all().filter { $0.points != "pendigits" }
    #expect(golden.count == 7)
    for case let golden in golden {
      try golden.check(Table(contentsOf: fixture(golden.points + ".tsv")))
    }
  }

  @Test(
    .enabled(if: SharedData.exists("vectors/pendigits.tsv"), "pendigits is not on this machine"))
  func `pendigits measures as scikit-learn measures it`() throws {
    let table = try Table(contentsOf: SharedData.path("vectors/pendigits.tsv"))
    let points = try coordinates(table)
    let thirds = (0..<points.rows).map { min(2, Int(points[$0, 0]) / 34) }
    for golden in try Golden.all().filter({ $0.points == "pendigits" }) {
      let isClass = golden.labeling == "class"
      golden.check(points, try isClass ? table.integers("class") : thirds, threads: 2)
    }
  }

  @Test(arguments: [2, 3]) func `any number of threads gives the same numbers`(threads: Int) {
    let blobs = Blobs(sizes: [1500, 900, 600], dimensions: 7, separation: 2)
    let one = ClusterQuality(blobs.points, labels: blobs.truth, threads: 1)
    let several = ClusterQuality(blobs.points, labels: blobs.truth, threads: threads)
    #expect(several.inertias == one.inertias)
    #expect(several.daviesBouldin == one.daviesBouldin)
    #expect(several.calinskiHarabasz == one.calinskiHarabasz)
    #expect(several.silhouette == one.silhouette)
  }

  @Test func `one cluster has an inertia and nothing else`() {
    let points = Matrix(rows: 3, columns: 1, elements: [0, 1, 2])
    let quality = ClusterQuality(points, labels: [0, 0, 0], threads: 1)
    #expect(quality.inertia == 2)
    #expect(quality.silhouette == nil && quality.daviesBouldin == nil)
    #expect(quality.calinskiHarabasz == nil)
    #expect(ClusterQuality(points, labels: [0, 1, 2], threads: 1).silhouette == nil)
  }

  @Test func `noise is left out of every measure but its share`() {
    let blobs = Blobs(sizes: [30, 20, 10], dimensions: 3, separation: 3)
    let labels = blobs.truth.map { $0 == 2 ? -1 : $0 }
    let quality = ClusterQuality(blobs.points, labels: labels, threads: 2)
    let kept = labels.indices.filter { labels[$0] >= 0 }
    let without = ClusterQuality(
      blobs.points.rows(kept), labels: kept.map { labels[$0] }, threads: 1)
    #expect(quality.noise == 10 && quality.noiseShare == 10.0 / 60 && without.noise == 0)
    #expect(quality.inertia == without.inertia && quality.sizes == [30, 20])
    #expect(quality.daviesBouldin == without.daviesBouldin)
    #expect(quality.calinskiHarabasz == without.calinskiHarabasz)
    #expect(quality.silhouette == without.silhouette)
    let nothing = ClusterQuality(blobs.points, labels: blobs.truth.map { _ in -1 }, threads: 1)
    #expect(nothing.noiseShare == 1 && nothing.inertia == 0 && nothing.silhouette == nil)
  }

  @Test func `an empty cluster changes no measure`() {
    let blobs = Blobs(sizes: [20, 30], dimensions: 2)
    let full = ClusterQuality(blobs.points, labels: blobs.truth, threads: 1)
    let gap = ClusterQuality(blobs.points, labels: blobs.truth.map { $0 * 2 }, threads: 1)
    #expect(gap.sizes == [20, 0, 30])
    #expect(gap.daviesBouldin == full.daviesBouldin)
    #expect(gap.calinskiHarabasz == full.calinskiHarabasz)
    #expect(gap.silhouette?.mean == full.silhouette?.mean)
    #expect(gap.silhouette?.clusterMeans[1] == nil)
  }

  @Test func `a sample stands for many points`() throws {
    let blobs = Blobs(sizes: [12_000, 8_000], dimensions: 2, separation: 3)
    let measured = try #require(
      ClusterQuality(blobs.points, labels: blobs.truth, threads: 2).silhouette)
    #expect(measured.points == Silhouette.sampleSize)
    let fewer = blobs.points.rows(0..<19_999)
    let exact = try #require(
      ClusterQuality(fewer, labels: Array(blobs.truth.prefix(19_999)), threads: 2).silhouette)
    #expect(exact.points == 19_999)
    #expect(abs(measured.mean - exact.mean) < 5 * measured.standardError + 0.002)
    #expect(measured.standardError > 0 && measured.standardError < 0.01)
    #expect(exact.standardError == 0)
  }
}

/// What scikit-learn says of one labeling; made by Tests/References/cluster_quality.py.
private struct Golden {
  let points: String
  let labeling: String
  let wcss, daviesBouldin, silhouette, calinskiHarabasz: Double

  static func all() throws -> [Golden] {
    let table = try Table(contentsOf: fixture("quality.tsv"))
    let (points, labelings) = (try table.column("points"), try table.column("labeling"))
    let names = ["wcss", "davies_bouldin", "silhouette", "calinski_harabasz"]
    let measures = try names.map { try table.numbers($0) }
    return points.indices.map { row in
      Golden(
        points: points[row], labeling: labelings[row], wcss: measures[0][row],
        daviesBouldin: measures[1][row], silhouette: measures[2][row],
        calinskiHarabasz: measures[3][row])
    }
  }

  func check(_ table: Table) throws {
    check(try coordinates(table), try table.integers(labeling), threads: 1)
  }

  func check(_ points: Matrix, _ labels: [Int], threads: Int) {
    let quality = ClusterQuality(points, labels: labels, threads: threads)
    let name = "\(self.points) \(labeling)"
    #expect(isClose(quality.inertia, wcss), "\(name)")
    #expect(isClose(quality.daviesBouldin, daviesBouldin), "\(name)")
    #expect(isClose(quality.silhouette?.mean, silhouette), "\(name)")
    #expect(isClose(quality.calinskiHarabasz, calinskiHarabasz), "\(name)")
  }
}

private func isClose(_ value: Double?, _ golden: Double) -> Bool {
  guard let value else { return false }
  return abs(value - golden) <= 1e-9 * abs(golden)
}

/// The columns c1, c2, … of a table, of shape (records, columns).
private func coordinates(_ table: Table) throws -> Matrix {
  let columns = try table.columns.filter { $0.wholeMatch(of: /c[0-9]+/) != nil }
    .map { try table.numbers($0) }
  let elements = (0..<table.count).flatMap { row in columns.map { Float($0[row]) } }
  return Matrix(rows: table.count, columns: columns.count, elements: elements)
}

/// The path of a file that Tests/References/cluster_quality.py made.
func fixture(_ name: String) -> String { "\(projectFolder)/Tests/ClusteringTests/Fixtures/\(name)" }
