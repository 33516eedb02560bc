import Clustering
import LinearAlgebra
import Testing

@Suite struct MiniBatchTests {
  private let blobs = Blobs(sizes: [1500, 900, 600, 300], dimensions: 8, separation: 6)

  @Test(arguments: [1, 2, 3]) func `batches find the blobs, with any number of threads`(
    threads: Int
  ) throws {
    var options = KMeans.Options()
    (options.batchSize, options.restarts) = (256, 3)
    let one = try KMeans.fit(blobs.points, clusters: 4, options: options)
    options.threads = threads
    let several = try KMeans.fit(blobs.points, clusters: 4, options: options)
    #expect(several.centroids == one.centroids && several.labels == one.labels)
    #expect(Agreement.adjustedRand(one.labels, blobs.truth) == 1)
    let full = try KMeans.fit(blobs.points, clusters: 4)
    #expect(one.inertia < full.inertia * 1.02 && one.inertia >= full.inertia)
  }

  @Test func `no cluster is empty, and predicting gives the fitted labels`() throws {
    var options = KMeans.Options()
    (options.batchSize, options.restarts) = (32, 1)
    let model = try KMeans.fit(blobs.points, clusters: 60, options: options)
    #expect(!model.sizes.contains(0))
    #expect(model.predict(blobs.points).map { Int($0.label) } == model.labels)
    #expect(model.predict(blobs.points) == model.assignments)
  }
}
