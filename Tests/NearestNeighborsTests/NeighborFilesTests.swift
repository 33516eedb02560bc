import Artifacts
import LinearAlgebra
import NearestNeighbors
import Testing
import TestSupport

@Suite struct NeighborFilesTests {
  let folder: TemporaryFolder
  let points = clusteredPoints(120, 4)
  let graph: NeighborGraph

  init() throws {
    folder = try TemporaryFolder()
    graph = BruteForce(points, metric: .cosine).graph(neighbors: 6, threads: 1)
    try NeighborFiles.write(graph, folder.file)
  }

  private func read(
    _ neighbors: Int, _ points: Matrix? = nil, _ metric: Metric = .cosine
  ) throws -> NeighborGraph {
    try NeighborFiles(folder: folder.path)
      .graph(neighbors: neighbors, of: PointSource(points ?? self.points), metric: metric)
  }

  @Test func `what is read is what was written`() throws {
    #expect(try read(6) == graph)
    let files = try NeighborFiles(folder: folder.path)
    #expect(files.points == 120 && files.count == 6)
  }

  @Test func `fewer neighbors are the nearest of those stored`() throws {
    #expect(
      try read(4) == BruteForce(points, metric: .cosine).graph(neighbors: 4, threads: 1))
  }

  @Test func `more neighbors than stored are an error`() {
    let error = fileError { _ = try read(7) }
    #expect(error?.problem == "has 6 neighbors of each, not 7")
  }

  @Test func `all other points are enough where there are no more`() throws {
    let few = points.rows(0..<4)
    try NeighborFiles.write(
      BruteForce(few, metric: .cosine).graph(neighbors: 9, threads: 1), folder.file)
    #expect(try read(9, few).count == 3)
  }

  @Test func `another number of vectors is an error`() {
    let error = fileError { _ = try read(6, points.rows(0..<119)) }
    #expect(error?.problem == "has 120 rows for 119 vectors")
  }

  @Test func `other vectors, another order and another metric are errors`() {
    for error in [
      fileError { _ = try read(6, points.rows((0..<120).reversed())) },
      fileError { _ = try read(6, points, .euclidean) },
    ] {
      #expect(error?.kind == .malformed && error?.path == folder.file("distances.npy"))
    }
  }

  @Test(arguments: [Int32(-1), 120, 3])
  func `a neighbor that is no other point is an error`(bad: Int32) throws {
    var neighbors = graph.neighbors
    neighbors[3 * 6 + 2] = bad
    try VectorFile.write(neighbors, rows: 120, columns: 6, to: folder.file("neighbors.npy"))
    let error = fileError { _ = try NeighborFiles(folder: folder.path) }
    #expect(error?.problem.hasPrefix("row 3 has the neighbor \(bad),") == true)
  }

  @Test func `distances that do not ascend are an error`() throws {
    var distances = graph.distances
    distances.swapAt(5 * 6, 5 * 6 + 5)
    try VectorFile.write(
      Matrix(rows: 120, columns: 6, elements: distances), to: folder.file("distances.npy"))
    let error = fileError { _ = try NeighborFiles(folder: folder.path) }
    #expect(error?.problem == "the distances of row 5 do not ascend")
  }

  @Test func `files of two shapes are an error`() throws {
    try VectorFile.write(Matrix(rows: 120, columns: 5), to: folder.file("distances.npy"))
    let error = fileError { _ = try NeighborFiles(folder: folder.path) }
    #expect(error?.path == folder.file("distances.npy"))
    #expect(error?.problem.hasPrefix("is of shape (120, 5), but") == true)
  }
}
