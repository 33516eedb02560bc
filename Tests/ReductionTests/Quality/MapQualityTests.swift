import Artifacts
import LinearAlgebra
import Reduction
import TestSupport
import Testing

@Suite struct MapQualityTests {
  @Test func `trustworthiness, continuity and neighbors kept are those of scikit-learn`() throws {
    let table = try Table(
      contentsOf: "\(projectFolder)/Tests/ReductionTests/Fixtures/tsne-measures.tsv")
    let (points, map) = (try tsneFixture("points"), try tsneFixture("map"))
    let measures = zip(try table.column("measure"), try table.numbers("neighbors"))
    for ((measure, neighbors), expected) in zip(measures, try table.numbers("value"))
    where measure != "divergence" {
      let quality = try #require(
        MapQuality(map, of: points, neighbors: Int(neighbors), seed: 0, threads: 2))
      let found =
        switch measure {
        case "trustworthiness": quality.trustworthiness
        case "continuity": quality.continuity
        default: quality.neighborsKept
        }
      #expect(abs(found - expected) < 1e-9, "\(measure) of \(neighbors)")
    }
  }

  @Test func `a map that is the space is perfect`() throws {
    let points = randomPoints(200, 2)
    for metric in [Metric.euclidean, .squaredEuclidean] {
      let quality = try #require(
        MapQuality(points, of: points, neighbors: 10, metric: metric, seed: 1, threads: 2))
      #expect(quality.trustworthiness == 1 && quality.continuity == 1)
      #expect(quality.neighborsKept == 1 && quality.tripletAccuracy == 1)
      #expect(quality.sample == 200 && quality.neighbors == 10)
    }
  }

  @Test func `a map by chance is as good as chance`() throws {
    let points = randomPoints(1000, 8)
    let quality = try #require(
      MapQuality(rows(randomMap(1000, width: 1)), of: points, seed: 1, threads: 2))
    #expect(abs(quality.trustworthiness - 0.5) < 0.03)
    #expect(abs(quality.continuity - 0.5) < 0.03)
    #expect(quality.neighborsKept < 0.03)
    #expect(abs(quality.tripletAccuracy - 0.5) < 0.03)
  }

  @Test func `a sample tells about as much as all points`() throws {
    let points = try digits()
    let map = PCA(points, components: 2, threads: 2).project(points, threads: 2)
    let all = try #require(MapQuality(map, of: points, neighbors: 10, seed: 1, threads: 2))
    let some = try #require(
      MapQuality(map, of: points, neighbors: 10, largestSample: 600, seed: 1, threads: 2))
    #expect(all.sample == 1797 && some.sample == 600)
    #expect(abs(all.trustworthiness - some.trustworthiness) < 0.02)
    #expect(abs(all.continuity - some.continuity) < 0.02)
    #expect(abs(all.neighborsKept - some.neighborsKept) < 0.02)
    #expect(abs(all.tripletAccuracy - some.tripletAccuracy) < 0.03)
  }

  @Test func `threads change no figure`() throws {
    let points = randomPoints(300, 5)
    let map = rows(randomMap(300, width: 2))
    let one = MapQuality(map, of: points, largestSample: 100, seed: 3, threads: 1)
    #expect(MapQuality(map, of: points, largestSample: 100, seed: 3, threads: 3) == one)
  }

  @Test func `the cosine sees directions only`() throws {
    let points = randomPoints(100, 3)
    var scaled = points
    scaled.forEachRow(threads: 1) { index, row in scale(&row, by: Float(1 << (index % 5))) }
    let map = rows(randomMap(100, width: 1))
    let before = MapQuality(map, of: points, metric: .cosine, seed: 1, threads: 1)
    #expect(MapQuality(map, of: scaled, metric: .cosine, seed: 1, threads: 1) == before)
    #expect(MapQuality(map, of: scaled, seed: 1, threads: 1) != before)
  }

  @Test func `few points have fewer neighbors, and two have none`() throws {
    let points = randomPoints(5, 2)
    let quality = try #require(MapQuality(points, of: points, seed: 1, threads: 1))
    #expect(quality.neighbors == 2 && quality.trustworthiness == 1)
    #expect(
      MapQuality(
        Matrix(rows: 2, columns: 2), of: Matrix(rows: 2, columns: 2), seed: 1, threads: 1) == nil)
  }

  @Test func `points that are all equal are measured without harm`() throws {
    let points = Matrix(rows: 50, columns: 2, repeating: 1)
    let quality = try #require(MapQuality(points, of: points, seed: 1, threads: 1))
    #expect(quality.trustworthiness == 1 && quality.neighborsKept == 1)
  }
}
