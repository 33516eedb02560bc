import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `embed distill`, with a tiny model.
@Suite struct DistillCommandTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try TinyEncoder.make(in: folder)
  }

  private func distill(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "distill", folder.file("tiny"), "--output", folder.file(output), "--dimensions", "8",
      ] + arguments)
  }

  @Test func `a static model is made, the same for any threads, and texts are embedded with it`()
    throws
  {
    let result = try distill("one", ["--threads", "1"])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(try distill("two", ["--threads", "3"]).status == 0)
    for name in ["model.safetensors", "config.json", "vocab.txt"] {
      let bytes = FileManager.default.contents(atPath: folder.file("one/\(name)"))
      #expect(bytes != nil)
      #expect(bytes == FileManager.default.contents(atPath: folder.file("two/\(name)")), "\(name)")
    }
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\na\tkim\tFish\ten\tand chips\tx\n",
      to: "documents.tsv")
    let embedded = try Command.run(
      "embed",
      [
        "--method", "static", "--encoder", folder.file("one"), "--documents",
        folder.file("documents.tsv"), "--output", folder.file("out"),
      ])
    #expect(embedded.status == 0, "\(embedded.standardError)")
    let vectors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(vectors.ids == ["a"] && vectors.vectors.columns == 8)
    #expect(abs(norm(vectors.vectors[row: 0]) - 1) < 1e-5)
  }

  @Test func `options that leave no dimensions are refused`() throws {
    #expect(try distill("out", ["--dimensions", "33"]).status == 2)
    #expect(try distill("out", ["--smoothing", "0"]).status == 2)
    let missing = try Command.run(
      "embed", ["distill", folder.file("none"), "--output", folder.file("out")])
    #expect(missing.status == 66)
    #expect(!FileManager.default.fileExists(atPath: folder.file("out/run.json")))
  }
}
