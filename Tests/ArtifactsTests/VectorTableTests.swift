import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

@Suite struct VectorTableTests {
  let folder: TemporaryFolder
  let vectors = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])

  init() throws { folder = try TemporaryFolder() }

  private func write(_ table: String) throws -> String {
    try VectorFile.write(vectors, to: folder.file("v.npy"))
    try folder.write(table, to: "v.tsv")
    return folder.file("v.npy")
  }

  @Test func `vectors and their table come back as they were`() throws {
    let path = folder.file("v.npy")
    try VectorTable.write(
      vectors, [["b", "two\twords"], ["a", ""]], columns: ["id", "note"], to: path)
    #expect(folder.names == ["v.npy", "v.tsv"])
    let read = try VectorTable(contentsOf: path)
    #expect(read.ids == ["b", "a"])
    #expect(read.vectors == vectors)
    #expect(try read.table.column("note") == ["two\twords", ""])
  }

  @Test(arguments: ["id\na\n", "id\na\nb\nc\n", "id\n"])
  func `another number of records is an error`(table: String) throws {
    let path = try write(table)
    let count = table.split(separator: "\n").count - 1
    let error = fileError { _ = try VectorTable(contentsOf: path) }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "\(path): has 2 rows, but \(folder.file("v.tsv")) has \(count) records; the two belong "
        + "together; run the stage that writes them again")
  }

  @Test func `a repeated id is an error in the table`() throws {
    let path = try write("id\na\na\n")
    let error = fileError { _ = try VectorTable(contentsOf: path) }
    #expect(error?.path == folder.file("v.tsv"))
    #expect(error?.line == 3)
    #expect(error?.problem == "'a' stands already in line 2")
  }

  @Test func `a table without ids is an error`() throws {
    let path = try write("name\na\nb\n")
    let error = fileError { _ = try VectorTable(contentsOf: path) }
    #expect(error?.problem == "has no column 'id'")
  }

  @Test func `a missing half is an error`() throws {
    let path = try write("id\na\nb\n")
    try FileManager.default.removeItem(atPath: folder.file("v.tsv"))
    let noTable = fileError { _ = try VectorTable(contentsOf: path) }
    #expect(noTable?.kind == .missing && noTable?.path == folder.file("v.tsv"))
    try FileManager.default.removeItem(atPath: path)
    try folder.write("id\na\nb\n", to: "v.tsv")
    let noVectors = fileError { _ = try VectorTable(contentsOf: path) }
    #expect(noVectors?.kind == .missing && noVectors?.path == path)
  }

  @Test func `no vectors at all are nothing to work with`() throws {
    let path = folder.file("v.npy")
    try VectorTable.write(Matrix(rows: 0, columns: 3), [], columns: ["id"], to: path)
    let error = fileError { _ = try VectorTable(contentsOf: path) }
    #expect(error?.kind == .empty)
  }

  @Test func `a number that is not finite is an error`() throws {
    let path = folder.file("v.npy")
    let bad = Matrix(rows: 1, columns: 2, elements: [1, .nan])
    try VectorTable.write(bad, [["a"]], columns: ["id"], to: path)
    #expect(fileError { _ = try VectorTable(contentsOf: path) }?.problem == "row 0 holds nan")
  }

  @Test func `records that do not match are a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      let folder = try TemporaryFolder()
      try VectorTable.write(
        Matrix(rows: 2, columns: 1), [["a"]], columns: ["id"], to: folder.file("v.npy"))
    }
  }
}
