import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct TableWriterTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a table is written line by line`() throws {
    var writer = try TableWriter(path: folder.file("t.tsv"), columns: ["id", "text"])
    try writer.append(["a", "x\ty"])
    try writer.append(["b", ""])
    #expect(writer.count == 2)
    try writer.commit()
    #expect(try folder.read("t.tsv") == "id\ttext\na\tx\\ty\nb\t\n")
    #expect(folder.names == ["t.tsv"])
  }

  @Test func `a table that is not committed does not appear`() throws {
    func drop() throws {
      var writer = try TableWriter(path: folder.file("t.tsv"), columns: ["id"])
      try writer.append(["a"])
    }
    try drop()
    #expect(folder.names == [])
  }

  @Test func `the old table stays until the new one is whole`() throws {
    try folder.write("old\n", to: "t.tsv")
    var writer = try TableWriter(path: folder.file("t.tsv"), columns: ["id"])
    try writer.append(["a"])
    #expect(try folder.read("t.tsv") == "old\n")
    try writer.commit()
    #expect(try folder.read("t.tsv") == "id\na\n")
  }

  @Test func `a whole table is written at once`() throws {
    try writeTable(folder.file("t.tsv"), columns: ["id"], [["a"], ["b"]])
    #expect(try folder.read("t.tsv") == "id\na\nb\n")
  }

  @Test(arguments: [1, 3])
  func `a table made by several threads is what one would write`(threads: Int) throws {
    let items = Array(0..<5000)
    try writeTable(folder.file("t.tsv"), columns: ["id", "x"], of: items, threads: threads) {
      item, append in
      for part in 0..<(item % 3) { append([String(item), "\(part)\t\\"]) }
    }
    let records = items.flatMap { item in (0..<(item % 3)).map { [String(item), "\($0)\t\\"] } }
    try writeTable(folder.file("u.tsv"), columns: ["id", "x"], records)
    #expect(try folder.read("t.tsv") == folder.read("u.tsv"))
  }

  @Test func `records that were made before are written among others`() throws {
    var records = TableRecords(columns: 2)
    records.append(["b", "x\ty"])
    records.append(["c", ""])
    #expect(records.count == 2)
    var writer = try TableWriter(path: folder.file("t.tsv"), columns: ["id", "text"])
    try writer.append(["a", ""])
    try writer.append(records)
    try writer.append(TableRecords(columns: 2))
    try writer.append(["d", ""])
    #expect(writer.count == 4)
    try writer.commit()
    #expect(try folder.read("t.tsv") == "id\ttext\na\t\nb\tx\\ty\nc\t\nd\t\n")
  }

  @Test func `a table larger than the buffer is written in order`() throws {
    let records = (0..<300_000).map { [String($0), "x"] }
    try writeTable(folder.file("t.tsv"), columns: ["id", "x"], records)
    let table = try Table(contentsOf: folder.file("t.tsv"))
    #expect(try table.integers("id") == Array(0..<300_000))
  }

  @Test func `a folder that is not there is an error`() {
    let path = folder.file("none/t.tsv")
    let error = fileError { _ = try TableWriter(path: path, columns: ["id"]) }
    #expect(error?.kind == .cannotCreate)
    #expect(
      error?.description
        == "\(path): cannot create: No such file or directory; check the folder and its rights")
  }

  @Test func `a record of the wrong width is a mistake of the program`() async {
    await #expect(processExitsWith: .failure) {
      var writer = try TableWriter(path: "-", columns: ["id", "text"])
      try writer.append(["a"])
    }
  }
}
