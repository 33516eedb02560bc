import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct StageFolderTests {
  let parent: TemporaryFolder

  init() throws { parent = try TemporaryFolder() }

  private var path: String { parent.file("out") }

  private func write(_ text: String, to name: String, _ folder: borrowing StageFolder) throws {
    var file = try OutputFile(path: folder.file(name))
    try file.write(text)
    try file.commit()
  }

  private func publish(_ text: String, as name: String = "a.tsv") throws {
    let folder = try StageFolder(path: path)
    try write(text, to: name, folder)
    try folder.commit()
  }

  @Test func `files appear together when the folder is committed`() throws {
    let folder = try StageFolder(path: path)
    try write("1", to: "b.tsv", folder)
    try write("2", to: "model/a.npy", folder)
    try write("3", to: "model/deep/c", folder)
    #expect(folder.names == ["b.tsv", "model/a.npy", "model/deep/c"])
    #expect(!FileManager.default.fileExists(atPath: path))
    try folder.commit()
    #expect(try parent.read("out/model/deep/c") == "3")
    #expect(
      parent.names == [
        ".out.lock", "out", "out/b.tsv", "out/model", "out/model/a.npy", "out/model/deep",
        "out/model/deep/c",
      ])
  }

  @Test func `folders above it are made`() throws {
    let folder = try StageFolder(path: parent.file("data/flow/out"))
    try write("1", to: "a", folder)
    try folder.commit()
    #expect(try parent.read("data/flow/out/a") == "1")
  }

  @Test func `old files stay until the commit, and leave with it`() throws {
    try publish("old", as: "old.tsv")
    let folder = try StageFolder(path: path)
    try write("new", to: "new.tsv", folder)
    #expect(try parent.read("out/old.tsv") == "old")
    #expect(folder.previous("old.tsv") == "\(path)/old.tsv")
    #expect(folder.previous("new.tsv") == nil)
    try folder.commit()
    #expect(parent.names == [".out.lock", "out", "out/new.tsv"])
  }

  @Test func `a run that fails leaves the old files and nothing else`() throws {
    try publish("old")
    func fail() throws {
      let folder = try StageFolder(path: path)
      try write("new", to: "a.tsv", folder)
      throw CancellationError()
    }
    #expect(throws: CancellationError.self) { try fail() }
    #expect(parent.names == [".out.lock", "out", "out/a.tsv"])
    #expect(try parent.read("out/a.tsv") == "old")
  }

  @Test func `a second run is told that the folder is taken`() throws {
    let folder = try StageFolder(path: path)
    let error = fileError { _ = try StageFolder(path: path) }
    #expect(error?.kind == .locked)
    #expect(
      error?.description
        == "\(path): another run is writing this folder; wait for it and run again")
    try write("1", to: "a.tsv", folder)
    try folder.commit()
    try publish("2")
    #expect(try parent.read("out/a.tsv") == "2")
  }

  @Test func `what a killed run left is removed`() throws {
    try publish("old")
    try parent.write("half", to: ".out.partial/half.tsv")
    try publish("new")
    #expect(parent.names == [".out.lock", "out", "out/a.tsv"])
  }

  @Test func `a run killed between two renames is mended`() throws {
    try parent.write("old", to: ".out.old/a.tsv")
    try parent.write("new", to: ".out.partial/a.tsv")
    func look() throws {
      let folder = try StageFolder(path: path)
      #expect(folder.previous("a.tsv") == "\(path)/a.tsv")
    }
    try look()
    #expect(try parent.read("out/a.tsv") == "old")
    #expect(parent.names == [".out.lock", "out", "out/a.tsv"])
  }

  @Test func `old files that a killed run did not remove go`() throws {
    try publish("new")
    try parent.write("old", to: ".out.old/a.tsv")
    try publish("newer")
    #expect(try parent.read("out/a.tsv") == "newer")
    #expect(parent.names == [".out.lock", "out", "out/a.tsv"])
  }

  @Test(arguments: ["out", "out/", "out//"])
  func `a rejected result is kept aside`(name: String) throws {
    try publish("old")
    for text in ["bad", "worse"] {
      let folder = try StageFolder(path: parent.file(name))
      try write(text, to: "a.tsv", folder)
      try folder.reject()
      #expect(try parent.read("out/a.tsv") == "old")
      #expect(try parent.read("out.rejected/a.tsv") == text)
    }
    #expect(
      parent.names == [".out.lock", "out", "out.rejected", "out.rejected/a.tsv", "out/a.tsv"])
  }

  @Test func `a file of that name is not replaced`() throws {
    try parent.write("precious", to: "out")
    let error = fileError { _ = try StageFolder(path: path) }
    #expect(error?.kind == .cannotCreate)
    #expect(
      error?.description == "\(path): is a file, not a folder; give the name of a folder")
    #expect(try parent.read("out") == "precious")
    #expect(parent.names == ["out"])
  }

  @Test func `a folder that cannot be made is an error`() throws {
    try parent.write("", to: "file")
    let error = fileError { _ = try StageFolder(path: parent.file("file/out")) }
    #expect(error?.kind == .cannotCreate)
  }

  @Test func `the folder is removed when the program is stopped`() async {
    await #expect(processExitsWith: .success) {
      let parent = try TemporaryFolder()
      let folder = try StageFolder(path: parent.file("out"))
      _ = try OutputFile(path: folder.file("a.tsv"))
      UnfinishedOutputs.removeAll()
      precondition(parent.names == [".out.lock"], "\(parent.names) are left")
      _ = consume folder
    }
  }
}
