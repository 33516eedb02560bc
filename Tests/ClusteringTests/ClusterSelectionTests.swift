import Clustering
import LinearAlgebra
import NearestNeighbors
import Testing

@Suite struct ClusterSelectionTests {
  @Test(arguments: [1, 2]) func `the number of separate blobs is chosen`(threads: Int) {
    let blobs = Blobs(sizes: [90, 70, 60, 40], dimensions: 5, separation: 9)
    var options = KMeans.Options()
    options.threads = threads
    let selection = ClusterSelection(PointSource(blobs.points), range: 2...8, options: options)
    #expect(selection.chosen == 4)
    #expect(selection.candidates.map(\.clusters) == Array(2...8))
    let best = selection.candidates[2]
    #expect(best.silhouette == selection.candidates.map(\.silhouette).max())
    #expect(best.stability == 1)
    #expect((best.gap ?? 0) > (selection.candidates[1].gap ?? 0) && (best.gapError ?? -1) > 0)
  }

  @Test func `numbers that cannot be fitted are left out`() {
    let points = Matrix(rows: 9, columns: 1, elements: [0, 0, 0, 5, 5, 5, 9, 9, 9])
    let selection = ClusterSelection(PointSource(points), range: 2...6, options: .init())
    #expect(selection.candidates.map(\.clusters) == [2, 3])
    #expect(selection.candidates.last?.gap == nil && selection.chosen == 3)
    let equal = ClusterSelection(
      PointSource(Matrix(rows: 4, columns: 2)), range: 2...3, options: .init())
    #expect(equal.chosen == nil && equal.candidates.isEmpty)
  }

  @Test func `a cluster that is there is stable, one that is cut is not`() throws {
    let blobs = Blobs(sizes: [200, 200], dimensions: 4, separation: 12)
    let options = KMeans.Options()
    let source = PointSource(blobs.points)
    let two = try KMeans.fit(source, clusters: 2, options: options)
    let sure = Stability(of: two, source, resamples: 8, options: options)
    #expect(sure.clusters == [1, 1] && sure.agreement == 1)
    let five = try KMeans.fit(source, clusters: 5, options: options)
    let unsure = Stability(of: five, source, resamples: 8, options: options)
    #expect(unsure.clusters.count == 5 && (unsure.clusters.min() ?? 1) < 0.8)
    #expect(unsure.agreement < 0.9)
  }
}
