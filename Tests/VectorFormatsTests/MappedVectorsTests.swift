import Artifacts
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct MappedVectorsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try VectorFile.write(Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]), to: path)
  }

  private var path: String { folder.file("v.npy") }

  @Test func `vectors are read in place, beside their ids`() throws {
    try folder.write("id\tnote\na\tx\nb\ty\n", to: "v.tsv")
    let vectors = try MappedVectors(path)
    #expect(vectors.ids == ["a", "b"] && vectors.count == 2 && vectors.dimensions == 2)
    #expect(vectors.vectors[row: 1][0] == 3 && vectors.vectors[rows: 0..<2].count == 4)
    vectors.vectors.release(rows: 0..<2)
    #expect(vectors.vectors[row: 1][1] == 4)
    try vectors.requireFinite(threads: 2)
  }

  @Test(arguments: [
    ("id\na\n", FileError.Kind.malformed), ("id\na\na\n", .malformed), ("id\na\n\n", .malformed),
    ("name\na\nb\n", .malformed),
  ])
  func `a table that does not belong to them is an error`(text: String, kind: FileError.Kind)
    throws
  {
    try folder.write(text, to: "v.tsv")
    #expect(fileError { _ = try MappedVectors(path) }?.kind == kind)
  }

  @Test func `a missing table, integers and an empty file are errors`() throws {
    #expect(fileError { _ = try MappedVectors(path) }?.kind == .missing)
    try folder.write("id\n", to: "v.tsv")
    try VectorFile.write(Matrix(rows: 0, columns: 2), to: path)
    #expect(fileError { _ = try MappedVectors(path) }?.kind == .empty)
    try VectorFile.write([1, 2], rows: 1, columns: 2, to: path)
    #expect(fileError { _ = try MappedVectors(path) }?.problem == "holds integers")
  }
}
