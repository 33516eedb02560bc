import Clustering
import LinearAlgebra
import Testing

@Suite struct KMeansParallelTests {
  @Test func `many clusters are started well, with any number of threads`() throws {
    // 300 tight groups on a grid, which few other starts find.
    var generator = KeyedGenerator(seed: 2, purpose: "grid")
    var elements: [Float] = []
    for row in 0..<3000 {
      let (x, y) = (Float(row % 20), Float(row % 300 / 20))
      elements += [50 * x + generator.uniformFloat(), 50 * y]
    }
    let points = Matrix(rows: 3000, columns: 2, elements: elements)
    var options = KMeans.Options()
    options.restarts = 1
    let one = try KMeans.fit(points, clusters: 300, options: options)
    options.threads = 2
    let two = try KMeans.fit(points, clusters: 300, options: options)
    #expect(one.labels == two.labels && one.centroids == two.centroids)
    let truth: [Int] = (0..<3000).map { $0 % 300 }
    #expect(Agreement.adjustedRand(one.labels, truth) > 0.9)
  }

  @Test func `too few different points are told with their number`() {
    let points = Matrix(rows: 600, columns: 1, elements: (0..<600).map { Float($0 % 100) })
    #expect(throws: KMeansError.tooFewDistinctPoints(clusters: 256, distinct: 100)) {
      try KMeans.fit(points, clusters: 256)
    }
  }
}
