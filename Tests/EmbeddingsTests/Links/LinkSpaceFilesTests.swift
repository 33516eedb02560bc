import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import Testing
import TestSupport

@Suite struct LinkSpaceFilesTests {
  let folder: TemporaryFolder
  let space = linkSpace(groupedGraph()) { $0.objective = .classification }

  init() throws {
    folder = try TemporaryFolder()
    try space.write(folder.file)
  }

  @Test func `a model that is read is the one that was written`() throws {
    let read = try LinkSpace(folder: folder.path)
    #expect(read.documents == space.documents && read.targets == space.targets)
    #expect(read.documentsOfTarget == space.documentsOfTarget)
    #expect(read.documentRows == space.documentRows && read.targetRows == space.targetRows)
    #expect(read.objective == space.objective && read.objective.scale != 1)
    #expect(folder.names == LinkSpace.files.sorted())
  }

  @Test(arguments: LinkSpace.files)
  func `a missing file is an error`(name: String) throws {
    try FileManager.default.removeItem(atPath: folder.file(name))
    let error = fileError { _ = try LinkSpace(folder: folder.path) }
    #expect(error?.kind == .missing)
    #expect(error?.path == folder.file(name))
  }

  @Test func `files of two models are an error`() throws {
    let other = try TemporaryFolder()
    try linkSpace(groupedGraph()) { $0.dimensions = 9 }.write(other.file)
    for name in ["targets.npy", "targets.tsv"] {
      try FileManager.default.removeItem(atPath: folder.file(name))
      try FileManager.default.copyItem(atPath: other.file(name), toPath: folder.file(name))
    }
    let error = fileError { _ = try LinkSpace(folder: folder.path) }
    #expect(error?.problem == "has 12 dimensions, targets.npy 9")
  }

  @Test(arguments: ["kind\tscale\tbias\n", "kind\tscale\tbias\nguess\t1\t0\n"])
  func `an objective that is none is an error`(text: String) throws {
    try folder.write(text, to: "objective.tsv")
    let error = fileError { _ = try LinkSpace(folder: folder.path) }
    #expect(error?.kind == .malformed && error?.path == folder.file("objective.tsv"))
  }
}
