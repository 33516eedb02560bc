import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct OutputFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `the file has its name only once it is whole`() throws {
    var file = try OutputFile(path: folder.file("a"))
    try file.write("one ")
    try file.write { $0 += Array("two".utf8) }
    #expect(folder.names == ["a.partial"])
    try file.commit()
    #expect(folder.names == ["a"])
    #expect(try folder.read("a") == "one two")
  }

  @Test func `a file that is dropped leaves nothing, and the old one stays`() throws {
    try folder.write("old", to: "a")
    func drop() throws {
      var file = try OutputFile(path: folder.file("a"))
      try file.write("new")
    }
    try drop()
    #expect(folder.names == ["a"])
    #expect(try folder.read("a") == "old")
  }

  @Test func `what a killed run left is overwritten`() throws {
    try folder.write("much longer than the new one", to: "a.partial")
    var file = try OutputFile(path: folder.file("a"))
    try file.write("new")
    try file.commit()
    #expect(try folder.read("a") == "new")
    #expect(folder.names == ["a"])
  }

  @Test func `more than the buffer is written in order`() throws {
    var file = try OutputFile(path: folder.file("a"))
    let piece = String(repeating: "0123456789abcdef", count: 10_000)
    for _ in 0..<20 { try file.write(piece) }
    try file.commit()
    #expect(try folder.read("a") == String(repeating: piece, count: 20))
  }

  @Test func `an empty file is a file`() throws {
    let file = try OutputFile(path: folder.file("a"))
    try file.commit()
    #expect(try folder.read("a") == "")
  }

  @Test func `a path that is a folder is an error, and nothing is left`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("a"), withIntermediateDirectories: true)
    let error = fileError {
      let file = try OutputFile(path: folder.file("a"))
      try file.commit()
    }
    #expect(error?.kind == .cannotCreate)
    #expect(folder.names == ["a"])
  }

  @Test func `unfinished files are removed when the program is stopped`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      var file = try OutputFile(path: folder.file("a"))
      try file.write("half")
      UnfinishedOutputs.removeAll()
      precondition(folder.names == [], "\(folder.names) are left")
    }
  }
}
