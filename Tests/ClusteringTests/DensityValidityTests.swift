import Clustering
import LinearAlgebra
import Testing

@Suite struct DensityValidityTests {
  @Test func `fixtures measure as hdbscan measures them`() throws {
    for fixture in try DensityFixture.all() {
      let validity = DensityValidity(fixture.points, labels: fixture.labels, threads: 2)
      switch (validity, fixture.validity) {
      case (let validity?, let expected?):
        #expect(abs(validity.score - expected) < 1e-6, "\(fixture.name)")
      case (nil, nil): break
      default: Issue.record("\(fixture.name): \(validity?.score as Any)")
      }
    }
  }

  @Test func `clusters far apart have almost 1, a divided one less than 0`() throws {
    let blobs = Blobs(sizes: [40, 40], dimensions: 2, separation: 1000)
    let apart = try #require(DensityValidity(blobs.points, labels: blobs.truth, threads: 1))
    #expect(apart.score > 0.9)
    let mixed = try #require(
      DensityValidity(blobs.points, labels: blobs.truth.indices.map { $0 % 2 }, threads: 1))
    #expect(mixed.score < 0)
    #expect(DensityValidity(blobs.points, labels: blobs.truth, threads: 3) == apart)
  }

  @Test func `noise and single points lower the score, one cluster has none`() throws {
    let points = Matrix(rows: 5, columns: 1, elements: [0, 1, 10, 11, 50])
    let full = try #require(DensityValidity(points, labels: [0, 0, 1, 1, -1], threads: 1))
    #expect(full.clusterScores.count == 2 && full.score < full.clusterScores[0] ?? 0)
    let single = try #require(DensityValidity(points, labels: [0, 0, 1, 1, 2], threads: 1))
    #expect(single.clusterScores[2] == nil && single.score == full.score)
    #expect(DensityValidity(points, labels: [0, 0, -1, -1, -1], threads: 1) == nil)
    #expect(DensityValidity(points, labels: [Int](repeating: -1, count: 5), threads: 1) == nil)
  }
}
