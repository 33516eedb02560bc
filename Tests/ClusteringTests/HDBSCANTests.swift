import Artifacts
import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct HDBSCANTests {
  @Test func `labels, strengths and outlier scores are those of hdbscan's functions`() throws {
    let fixtures = try DensityFixture.all()
    #expect(fixtures.count == 14)
    for fixture in fixtures {
      let model = try HDBSCAN.fit(fixture.points, options: fixture.options)
      #expect(model.labels == fixture.labels, "\(fixture.name)")
      #expect(difference(model.strengths, fixture.strengths) < 1e-7, "\(fixture.name)")
      #expect(difference(model.tree.outlierScores, fixture.outliers) < 1e-7, "\(fixture.name)")
      #expect(model.tree.clusters == fixture.clusters)
      let births = zip(model.tree.births, model.tree.sizes).reduce(0) { $0 + $1.0 * Double($1.1) }
      #expect(abs(births - fixture.births) <= 1e-9 * fixture.births)
    }
  }

  @Test func `hdbscan and fast_hdbscan differ from it no more than from each other`() throws {
    for fixture in try DensityFixture.all() {
      let model = try HDBSCAN.fit(fixture.points, options: fixture.options)
      let agreements = [fixture.plain, fixture.fast].map {
        Agreement.adjustedRand(model.labels, $0)
      }
      // Where the two agree, nothing was left open. Else they differ by points at the edges.
      let least = fixture.agreement > 0.9999 ? 0.9999 : 0.99
      #expect(agreements.allSatisfy { $0 >= least }, "\(fixture.name): \(agreements)")
    }
  }

  @Test(
    .enabled(if: SharedData.exists("vectors/pendigits.tsv"), "pendigits is not on this machine"))
  func `pendigits is clustered as by hdbscan's functions`() throws {
    let table = try Table(contentsOf: SharedData.path("vectors/pendigits.tsv"))
    let columns = try (1...16).map { try table.numbers("c\($0)") }
    let elements = (0..<4000).flatMap { row in
      columns.map { Float($0[row] + Double(row % 97) * 1e-3) }
    }
    var options = HDBSCAN.Options()
    (options.minimumClusterSize, options.minimumSamples, options.threads) = (25, 10, 2)
    let model = try HDBSCAN.fit(
      Matrix(rows: 4000, columns: 16, elements: elements), options: options)
    let expected = try Table(contentsOf: fixture("density-pendigits.tsv")).integers("label0")
    #expect(Agreement.adjustedRand(model.labels, expected) >= 0.9995)
  }

  @Test func `any order of rows and any threads give the same clusters`() throws {
    let fixture = try #require(try DensityFixture.all().first)
    let expected = try HDBSCAN.fit(fixture.points, options: fixture.options)
    var generator = KeyedGenerator(seed: 5, purpose: "shuffles")
    for shuffle in 0..<10 {
      var order = Array(fixture.labels.indices)
      generator.shuffle(&order)
      var options = fixture.options
      options.threads = [1, 2, 4][shuffle % 3]
      let model = try HDBSCAN.fit(fixture.points.rows(order), options: options)
      // Clusters of one size go by their first row, so their numbers may differ.
      let labels = order.map { expected.labels[$0] }
      #expect(Agreement.adjustedRand(model.labels, labels) == 1)
      #expect(model.labels.map { $0 < 0 } == labels.map { $0 < 0 })
      #expect(model.strengths == order.map { expected.strengths[$0] })
      #expect(model.tree.outlierScores == order.map { expected.tree.outlierScores[$0] })
    }
  }

  @Test(arguments: [2, 5, 12]) func `equal rows share everything`(samples: Int) throws {
    var options = HDBSCAN.Options()
    (options.minimumClusterSize, options.minimumSamples) = (6, samples)
    let distinct = Blobs(sizes: [60, 40], dimensions: 2, separation: 6).points
    var generator = KeyedGenerator(seed: 3, purpose: "repeats")
    // Some rows occur once, others up to nine times, which is more than a cluster needs.
    var order = (0..<100).flatMap { row in [Int](repeating: row, count: row % 7 == 0 ? 9 : 1) }
    generator.shuffle(&order)
    let model = try HDBSCAN.fit(distinct.rows(order), options: options)
    #expect(model.clusters > 1)
    var seen: [Int: DensityAssignment] = [:]
    for (row, assignment) in zip(order, model.assignments) {
      #expect(seen[row] ?? assignment == assignment)
      seen[row] = assignment
    }
  }

  @Test func `labels go by size, then by first row`() throws {
    let blobs = Blobs(sizes: [20, 35, 20], dimensions: 3)
    let model = try HDBSCAN.fit(blobs.points)
    #expect(Agreement.adjustedRand(model.labels, blobs.truth) > 0.9)
    let sizes = (0..<3).map { label in model.labels.count { $0 == label } }
    #expect(sizes == sizes.sorted(by: >))
    for label in 0..<2 where sizes[label] == sizes[label + 1] {
      let first = [label, label + 1].map { model.labels.firstIndex(of: $0) ?? -1 }
      #expect(first[0] < first[1])
    }
  }

  @Test func `exemplars stay longest in the densest parts of their cluster`() throws {
    let model = try HDBSCAN.fit(Blobs(sizes: [40, 30], dimensions: 2).points)
    #expect(model.exemplars.count == model.clusters)
    for (label, rows) in model.exemplars.enumerated() {
      #expect(!rows.isEmpty && rows == rows.sorted())
      #expect(rows.allSatisfy { model.labels[$0] == label })
    }
    #expect(model.exemplars.joined().contains { model.strengths[$0] == 1 })
  }

  @Test func `few rows, one row and none are noise`() throws {
    for rows in [0, 1, 2, 4] {
      let points = Matrix(rows: rows, columns: 2, elements: (0..<2 * rows).map { Float($0) })
      var options = HDBSCAN.Options()
      for isSingle in [false, true] {
        options.allowsSingleCluster = isSingle
        let model = try HDBSCAN.fit(points, options: options)
        #expect(model.labels == [Int](repeating: -1, count: rows))
        #expect(model.strengths == [Double](repeating: 0, count: rows))
        #expect(model.clusters == 0 && model.exemplars.isEmpty)
        #expect(model.predict(points) == model.assignments)
      }
    }
  }

  @Test func `rows that are all equal are one cluster if that is allowed, else noise`() throws {
    let points = Matrix(rows: 30, columns: 3, repeating: 2)
    var options = HDBSCAN.Options()
    #expect(try HDBSCAN.fit(points, options: options).labels.allSatisfy { $0 == -1 })
    options.allowsSingleCluster = true
    let model = try HDBSCAN.fit(points, options: options)
    #expect(model.labels.allSatisfy { $0 == 0 } && model.strengths.allSatisfy { $0 == 1 })
    #expect(model.tree.outlierScores.allSatisfy { $0 == 0 })
  }

  @Test func `many equal rows take no longer than others`() throws {
    // Compared with one another, they would take minutes.
    let points = Matrix(
      rows: 60_000, columns: 2, elements: (0..<120_000).map { Float($0 / 2 % 3 * 10) })
    let start = ContinuousClock.now
    let model = try HDBSCAN.fit(points)
    #expect(model.clusters == 3 && model.strengths.allSatisfy { $0 == 1 })
    #expect(model.predict(points) == model.assignments)
    #expect(start.duration(to: .now) < .seconds(30))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 1e18])
  func `a coordinate that is no usable number is refused`(value: Float) {
    let points = Matrix(rows: 2, columns: 2, elements: [0, 1, value, 3])
    #expect(throws: HDBSCANError.unusableCoordinate(row: 1, column: 0)) {
      try HDBSCAN.fit(points)
    }
  }
}

/// The largest difference of two lists of numbers.
private func difference(_ a: [Double], _ b: [Double]) -> Double {
  a.count == b.count ? zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}
