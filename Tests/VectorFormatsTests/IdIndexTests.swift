import Artifacts
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct IdIndexTests {
  private let folder: TemporaryFolder
  private let index: IdIndex

  init() throws {
    folder = try TemporaryFolder()
    let ids = ["en:Anna_Karenina", "en:War_and_Peace", "en:Emma", "de:Emma", "en:Emma_(film)"]
    try VectorTable.write(
      Matrix(rows: 5, columns: 1), ids.map { [$0] }, columns: ["id"], to: folder.file("v.npy"))
    index = IdIndex(try MappedVectors(folder.file("v.npy")))
  }

  @Test(arguments: [
    ("en:War_and_Piece", ["en:War_and_Peace"]), ("war and peace", ["en:War_and_Peace"]),
    ("Emma", ["de:Emma", "en:Emma", "en:Emma_(film)"]), ("xyz", []),
  ])
  func `ids that are spelled alike are suggested`(id: String, expected: [String]) {
    #expect(index.suggestions(for: id) == expected)
  }

  @Test func `an id that is there is found, and another is an error`() throws {
    #expect(try index.row(of: "en:Emma") == 2)
    let error = fileError { _ = try index.row(of: "xyz") }
    #expect(error?.problem == "there is no id 'xyz'" && error?.path == folder.file("v.tsv"))
  }
}
