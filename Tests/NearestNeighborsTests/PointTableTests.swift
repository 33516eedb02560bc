import Artifacts
import LinearAlgebra
import NearestNeighbors
import TestSupport
import Testing

@Suite struct PointTableTests {
  private let folder: TemporaryFolder
  private let points = Matrix(rows: 300, columns: 2, elements: (0..<600).map { Float($0 % 7) })

  init() throws { folder = try TemporaryFolder() }

  private func write(_ points: Matrix) throws -> String {
    let path = folder.file("vectors.npy")
    try VectorTable.write(
      points, (0..<points.rows).map { ["p\($0)"] }, columns: ["id"], to: path)
    return path
  }

  @Test func `points are the same in memory and in the file`() throws {
    let path = try write(points)
    let read = try PointTable(contentsOf: path, threads: 2)
    let mapped = try PointTable(contentsOf: path, memory: 100, threads: 2)
    #expect(read.matrix == points && mapped.matrix == nil)
    #expect(read.ids == mapped.ids && read.ids.last == "p299")
    #expect(mapped.points.block(3..<290) == points.rows(Array(3..<290)))
  }

  @Test func `chosen and normalized points are read where they are`() {
    let source = PointSource(points).selecting([5, 0, 5])
    #expect(source.block(0..<3) == points.rows([5, 0, 5]))
    let units = PointSource(Matrix(rows: 2, columns: 2, elements: [3, 4, 0, 0])).normalized()
    #expect(units.block(0..<2).elements == [0.6, 0.8, 0, 0])
  }

  @Test func `points are written as they are read`() throws {
    let path = folder.file("copy.npy")
    try PointSource(points).selecting([299, 1]).write(to: path)
    #expect(try VectorFile(path).matrix() == points.rows([299, 1]))
  }

  @Test(arguments: [0, 1 << 29])
  func `numbers that are not finite are refused by their row`(memory: Int) throws {
    var broken = points
    broken[17, 1] = .nan
    let path = try write(broken)
    let error = #expect(throws: FileError.self) {
      try PointTable(contentsOf: path, memory: memory, threads: 2)
    }
    #expect(error?.problem.contains("row 17 holds") == true)
  }

  @Test func `a table of other rows is refused`() throws {
    let path = try write(points)
    try writeTable(folder.file("vectors.tsv"), columns: ["id"], [["a"]])
    #expect(throws: FileError.self) { try PointTable(contentsOf: path, memory: 0, threads: 1) }
  }
}
