import Artifacts
import Clustering
import LinearAlgebra
import Testing

@Suite struct DensityAssignmentTests {
  @Test func `the fitted points have the fitted places`() throws {
    for fixture in try DensityFixture.all() {
      let model = try HDBSCAN.fit(fixture.points, options: fixture.options)
      #expect(model.predict(fixture.points, threads: 2) == model.assignments, "\(fixture.name)")
    }
  }

  @Test
  func `other points have the places that hdbscan predicts with the core distances of the fit`()
    throws
  {
    let points = try VectorFile(fixture("density-fitted.npy")).matrix()
    let queries = try VectorFile(fixture("density-queries.npy")).matrix()
    let expected = try Table(contentsOf: fixture("density-queries.tsv"))
    var options = HDBSCAN.Options()
    (options.minimumClusterSize, options.minimumSamples) = (15, 8)
    let model = try HDBSCAN.fit(points, options: options)
    let fitted = try Table(contentsOf: fixture("density-fitted.tsv")).integers("label")
    #expect(zip(model.labels, fitted).count { $0 == $1 } >= fitted.count - 2)
    let places = model.predict(queries, threads: 2)
    let (labels, strengths) = (try expected.integers("label"), try expected.numbers("strength"))
    let same = places.indices.filter {
      places[$0].label == labels[$0] && abs(places[$0].strength - strengths[$0]) < 1e-6
    }
    #expect(same.count == labels.count, "\(same.count) of \(labels.count)")
    // Its own core distances count other neighbors, which matters near the edges.
    let plain = try expected.integers("plain")
    #expect(zip(places, plain).count { $0.label == $1 } * 100 >= plain.count * 97)
  }

  @Test func `a model of the same numbers has the same places`() throws {
    let fixture = try #require(try DensityFixture.all().first)
    let model = try HDBSCAN.fit(fixture.points, options: fixture.options)
    let again = HDBSCANModel(model.points, cores: model.cores, model.tree, model.options)
    #expect(again.assignments == model.assignments && again.chosen == model.chosen)
  }

  @Test func `points beside fitted ones join their clusters, points far off are noise`() throws {
    let blobs = Blobs(sizes: [80, 60], dimensions: 2)
    let model = try HDBSCAN.fit(blobs.points)
    let beside = Matrix(
      rows: 140, columns: 2, elements: blobs.points.elements.map { $0 + 0.001 })
    let places = model.predict(beside, threads: 2)
    let same = zip(places, model.labels).count { $0.label == $1 }
    #expect(same >= 137)
    #expect(places.allSatisfy { (0...1).contains($0.strength) && (0...1).contains($0.outlier) })
    let far = model.predict(Matrix(rows: 1, columns: 2, elements: [900, -900]))
    #expect(far[0].label == -1 && far[0].strength == 0 && far[0].outlier > 0.99)
  }

  @Test func `a point inside a cluster is as strong as its neighbor`() throws {
    // Rows 0...5 about 0 and 6...11 about 100: the point 0.25 lies in the densest part.
    let points = Matrix(
      rows: 12, columns: 1,
      elements: [0, 0.5, 1, 1.5, 2, 2.5, 100, 100.5, 101, 101.5, 102, 102.5])
    var options = HDBSCAN.Options()
    options.minimumSamples = 1
    let model = try HDBSCAN.fit(points, options: options)
    let places = model.predict(Matrix(rows: 2, columns: 1, elements: [0.25, 3.5]))
    #expect(places[0] == DensityAssignment(label: 0, strength: 1, outlier: 0, core: 0.25))
    // Its nearest row is at a distance of 1, those of the cluster at 0.5 from each other.
    #expect(places[1] == DensityAssignment(label: 0, strength: 0.5, outlier: 0.5, core: 1))
  }
}
