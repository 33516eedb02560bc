import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import TestSupport
import Testing

@Suite struct UMAPModelTests {
  private func model(_ points: Matrix, metric: Metric = .euclidean) -> UMAPModel {
    var options = UMAP.Options()
    (options.neighbors, options.epochs, options.metric) = (10, 60, metric)
    let distinct = DistinctRows(points).points
    let graph = BruteForce(distinct, metric: metric).graph(neighbors: 9, threads: 2)
    let umap = UMAP(graph, of: distinct, options: options, seed: 3, threads: 2)
    return UMAPModel(
      landmarks: distinct, places: umap.places, meanDistance: umap.meanDistance, options: options,
      seed: 3)
  }

  @Test func `points that were fitted keep their places`() {
    let points = groups(of: 60, 5)
    let model = model(points)
    #expect(model.place(points, threads: 2) == model.places)
    let backwards = Array((0..<points.rows).reversed())
    #expect(model.place(points.rows(backwards), threads: 2) == model.places.rows(backwards))
  }

  @Test(arguments: [Metric.euclidean, .cosine])
  func `a new point has the same place alone and among others`(metric: Metric) {
    let model = model(groups(of: 60, 5), metric: metric)
    let new = randomPoints(40, 5)
    let together = model.place(new, threads: 2)
    #expect(together.elements.allSatisfy { $0.isFinite })
    for row in 0..<new.rows {
      #expect(model.place(new.rows([row]), threads: 1) == together.rows([row]))
    }
  }

  @Test func `a new point lies with its group`() {
    let points = groups(of: 60, 5)
    let isNew = { (row: Int) in row % 6 == 0 }
    let model = model(points.rows((0..<180).filter { !isNew($0) }))
    let new = (0..<180).filter(isNew)
    let nearest = BruteForce(model.places, metric: .euclidean)
      .search(model.place(points.rows(new), threads: 2), neighbors: 1, threads: 1)
    for (index, row) in new.enumerated() {
      #expect(nearest.neighbors[index] / 50 == Int32(row / 60))
    }
  }

  @Test func `the model that is read is the one that was written`() throws {
    let folder = try TemporaryFolder()
    let points = groups(of: 30, 4)
    let model = model(points)
    try model.write { folder.file($0) }
    let read = try UMAPModel(folder: folder.path)
    let new = randomPoints(10, 4)
    #expect(read.place(new, threads: 1) == model.place(new, threads: 1))
    #expect(read.place(points, threads: 1) == model.places)
  }

  @Test func `a damaged model is told`() throws {
    let folder = try TemporaryFolder()
    try model(groups(of: 10, 4)).write { folder.file($0) }
    let options = try folder.read("umap.tsv")
    for (text, problem) in [
      (options.replacing("spread\t1\n", with: ""), "has no option 'spread'"),
      (options.replacing("spread\t1\n", with: "spread\t-1\n"), "'-1' is no value of 'spread'"),
      (options.replacing("euclidean", with: "hamming"), "'hamming' is no value of 'metric'"),
    ] {
      try folder.write(text, to: "umap.tsv")
      let error = fileError { _ = try UMAPModel(folder: folder.path) }
      #expect(error?.kind == .malformed && error?.problem == problem)
    }
    try folder.write(options, to: "umap.tsv")
    try VectorFile.write(Matrix(rows: 2, columns: 2), to: folder.file("places.npy"))
    let error = fileError { _ = try UMAPModel(folder: folder.path) }
    #expect(error?.problem == "has 2 places, but there are 30 landmarks")
  }

  @Test func `one landmark takes everything to itself`() {
    let model = UMAPModel(
      landmarks: PointSource(Matrix(rows: 1, columns: 3)),
      places: Matrix(rows: 1, columns: 2, repeating: 4),
      meanDistance: 0, options: UMAP.Options(), seed: 1)
    let places = model.place(randomPoints(5, 3), threads: 1)
    #expect(places.elements.allSatisfy { $0.isFinite })
  }
}
