import Artifacts
import Foundation
import LinearAlgebra
import Reduction
import Testing
import TestSupport

@Suite struct PCAModelTests {
  let folder: TemporaryFolder
  let points = randomPoints(80, 9)
  let pca: PCA

  init() throws {
    folder = try TemporaryFolder()
    pca = PCA(points, components: 4, threads: 1)
    try pca.write(folder.file)
  }

  @Test func `a model that is read gives what the fitted one gave`() throws {
    let read = try PCA(folder: folder.path)
    #expect(read.mean == pca.mean && read.components == pca.components)
    #expect(read.variances == pca.variances && read.totalVariance == pca.totalVariance)
    #expect(read.project(points, threads: 2) == pca.project(points, threads: 1))
  }

  @Test func `the files are a table and vectors`() throws {
    #expect(folder.names == ["pca.npy", "pca.tsv"])
    let table = try VectorTable(contentsOf: folder.file("pca.npy"))
    #expect(
      table.ids == ["mean", "component_1", "component_2", "component_3", "component_4"])
    #expect(table.vectors.rows == 5 && table.vectors.columns == 9)
  }

  @Test(arguments: ["pca.npy", "pca.tsv"])
  func `a missing file is an error`(name: String) throws {
    try FileManager.default.removeItem(atPath: folder.file(name))
    let error = fileError { _ = try PCA(folder: folder.path) }
    #expect(error?.kind == .missing && error?.path == folder.file(name))
  }

  @Test func `other vectors of that name are no model`() throws {
    try VectorTable.write(
      points.rows([0, 1]), [["a", "1"], ["b", "2"]], columns: ["id", "variance"],
      to: folder.file("pca.npy"))
    let error = fileError { _ = try PCA(folder: folder.path) }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "\(folder.file("pca.tsv")):2: the first record is 'a', not 'mean'; it is not a model of "
        + "PCA; learn one again")
  }
}
