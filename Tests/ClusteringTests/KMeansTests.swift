import Clustering
import LinearAlgebra
import Testing

@Suite struct KMeansTests {
  @Test func `separate blobs are found and numbered by size`() throws {
    let blobs = Blobs(sizes: [40, 120, 80, 10, 60], dimensions: 6)
    let model = try KMeans.fit(blobs.points, clusters: 5)
    #expect(Agreement.adjustedRand(model.labels, blobs.truth) == 1)
    #expect(model.sizes == [120, 80, 60, 40, 10])
    #expect(model.sizes == (0..<5).map { cluster in model.labels.count { $0 == cluster } })
  }

  @Test func `clusters of one size are numbered by their first point`() throws {
    let blobs = Blobs(sizes: [30, 30, 30, 30], dimensions: 5, seed: 4)
    let model = try KMeans.fit(blobs.points, clusters: 4)
    let firsts = (0..<4).compactMap { model.labels.firstIndex(of: $0) }
    #expect(firsts == firsts.sorted() && firsts.count == 4)
  }

  @Test(arguments: [1, 2, 3]) func `any number of threads gives the same model`(
    threads: Int
  ) throws {
    let points = Blobs(sizes: [2500, 2500], dimensions: 9, separation: 1).points
    var options = KMeans.Options()
    options.restarts = 2
    let one = try KMeans.fit(points, clusters: 7, options: options)
    options.threads = threads
    let several = try KMeans.fit(points, clusters: 7, options: options)
    #expect(several.centroids == one.centroids)
    #expect(several.labels == one.labels)
    #expect(several.inertia == one.inertia)
    #expect(several.spreads == one.spreads)
  }

  @Test(arguments: [1, 2, 3, 300]) func `predicting the fitted points gives the fitted labels`(
    iterations: Int
  ) throws {
    let points = Blobs(sizes: [300, 300], dimensions: 4, separation: 2).points
    var options = KMeans.Options()
    options.maximumIterations = iterations
    let model = try KMeans.fit(points, clusters: 6, options: options)
    let predicted = model.predict(points, threads: 2)
    #expect(predicted.map { Int($0.label) } == model.labels)
    #expect(predicted == model.predict(points))
  }

  @Test func `points half way between centroids are predicted as they were fitted`() throws {
    let points = Matrix(rows: 7, columns: 1, elements: [0, 0, 1, 2, 3, 4, 4])
    for clusters in 1...5 {
      for seed in 0..<50 {
        var options = KMeans.Options()
        (options.seed, options.restarts) = (UInt64(seed), 1)
        let model = try KMeans.fit(points, clusters: clusters, options: options)
        #expect(model.predict(points).map { Int($0.label) } == model.labels)
        #expect(model.sizes == model.sizes.sorted(by: >))
      }
    }
  }

  @Test func `the order of the points does not change the clusters`() throws {
    let blobs = Blobs(sizes: [70, 50, 90], dimensions: 8)
    var order = Array(0..<210)
    var generator = KeyedGenerator(seed: 5, purpose: "order")
    generator.shuffle(&order)
    let model = try KMeans.fit(blobs.points, clusters: 3)
    let permuted = try KMeans.fit(blobs.points.rows(order), clusters: 3)
    #expect(Agreement.adjustedRand(order.map { model.labels[$0] }, permuted.labels) == 1)
    #expect(abs(model.inertia - permuted.inertia) < 1e-6 * model.inertia)
  }

  @Test func `no cluster is ever empty`() throws {
    for seed in 0..<60 {
      var generator = KeyedGenerator(seed: UInt64(seed), purpose: "grid")
      let elements = (0..<60).map { _ in Float(generator.below(4)) }
      let points = Matrix(rows: 30, columns: 2, elements: elements)
      var options = KMeans.Options()
      (options.seed, options.restarts) = (UInt64(seed), 1)
      options.maximumIterations = 1 + seed % 4
      let distinct = Set((0..<30).map { [points[$0, 0], points[$0, 1]] }).count
      let model = try KMeans.fit(points, clusters: distinct, options: options)
      #expect(!model.sizes.contains(0))
      #expect(model.inertia == 0)
    }
  }

  @Test func `too few points are refused with the numbers`() {
    let points = Matrix(rows: 3, columns: 2)
    #expect(throws: KMeansError.tooFewPoints(clusters: 4, points: 3)) {
      try KMeans.fit(points, clusters: 4)
    }
    let pairs = Matrix(rows: 6, columns: 1, elements: [1, 1, 5, 5, 1, 5])
    #expect(throws: KMeansError.tooFewDistinctPoints(clusters: 3, distinct: 2)) {
      try KMeans.fit(pairs, clusters: 3)
    }
    #expect("\(KMeansError.tooFewPoints(clusters: 4, points: 3))".contains("at most 3"))
  }

  @Test func `one cluster is the mean of all points`() throws {
    let points = Matrix(rows: 4, columns: 2, elements: [0, 0, 2, 0, 0, 4, 2, 4])
    let model = try KMeans.fit(points, clusters: 1)
    #expect(model.centroids == Matrix(rows: 1, columns: 2, elements: [1, 2]))
    #expect(model.inertia == 20)
    let assignment = model.predict(points)[0]
    #expect(assignment.second == -1 && assignment.secondDistance == .infinity)
    #expect(assignment.strength == 1)
  }

  @Test func `more restarts are never worse`() throws {
    let points = Blobs(sizes: [50, 50, 50, 50, 50, 50, 50, 50], dimensions: 3).points
    var options = KMeans.Options()
    let inertias = try [1, 3, 10].map { restarts in
      options.restarts = restarts
      return try KMeans.fit(points, clusters: 12, options: options).inertia
    }
    #expect(inertias == inertias.sorted(by: >))
  }

  @Test func `the inertia is that of the labels`() throws {
    let points = Blobs(sizes: [200, 100], dimensions: 5, separation: 3).points
    var options = KMeans.Options()
    options.tolerance = 0
    let model = try KMeans.fit(points, clusters: 4, options: options)
    let quality = ClusterQuality(points, labels: model.labels, threads: 1)
    #expect(abs(quality.inertia - model.inertia) < 1e-5 * model.inertia)
    #expect(quality.sizes == model.sizes)
  }

  @Test func `spherical clusters are those of directions`() throws {
    // Two directions of all lengths, and centroids of length 1.
    var generator = KeyedGenerator(seed: 6, purpose: "rays")
    let truth = (0..<200).map { $0 % 2 }
    var points = Matrix(
      rows: 200, columns: 2,
      elements: truth.flatMap { ray -> [Float] in
        let (length, off) = (0.1 + 20 * generator.uniformFloat(), generator.uniformFloat() * 0.3)
        return ray == 0 ? [length, length * off] : [length * off, length]
      })
    points.forEachRow(threads: 1) { normalize(&$1) }
    var options = KMeans.Options()
    options.isSpherical = true
    let model = try KMeans.fit(points, clusters: 2, options: options)
    #expect(Agreement.adjustedRand(model.labels, truth) == 1)
    for cluster in 0..<2 { #expect(abs(norm(model.centroids[row: cluster]) - 1) < 1e-6) }
    #expect(model.predict(points).map { Int($0.label) } == model.labels)
  }

  @Test func `yesterday's centroids are a start that ends soon`() throws {
    let points = Blobs(sizes: [300, 300, 300], dimensions: 6, separation: 2).points
    let cold = try KMeans.fit(points, clusters: 6)
    var options = KMeans.Options()
    (options.start, options.tolerance) = (cold.centroids, 0)
    let warm = try KMeans.fit(points, clusters: 6, options: options)
    #expect(warm.inertia <= cold.inertia && warm.iterations <= 10)
    #expect(Agreement.adjustedRand(warm.labels, cold.labels) > 0.95)
  }
}
