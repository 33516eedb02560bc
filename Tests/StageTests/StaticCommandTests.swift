import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `embed --method static`, with a small quantized model.
@Suite struct StaticCommandTests {
  private static let header = "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
  private static let rows = [
    "a\tkim\tThe cat\ten\tsat on\\nthe mat\tx", "b\tkim\t\ten\t\t", "c\tlee\tdogs\ten\t\tx",
    "d\tlee\t\ten\tdogs\tx", "e\tlee\t\ten\tqqq 😀\tx",
  ]
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let tests = "\(projectFolder)/Tests"
    try FileManager.default.copyItem(
      atPath: "\(tests)/EmbeddingsTests/Fixtures/static/quantized", toPath: folder.file("model"))
    try FileManager.default.copyItem(
      atPath: "\(tests)/TokenizationTests/Fixtures/wordpiece/tokenizer.json",
      toPath: folder.file("model/tokenizer.json"))
    try write(Self.rows)
  }

  private func write(_ rows: [String]) throws {
    try folder.write(Self.header + rows.map { $0 + "\n" }.joined(), to: "documents.tsv")
  }

  private func embed(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", "static", "--documents", folder.file("documents.tsv"), "--encoder",
        folder.file("model"), "--output", folder.file(output),
      ] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  @Test func `titles and texts are embedded, and what has neither is left out`() throws {
    let result = try embed("out")
    #expect(result.status == 0, "\(result.standardError)")
    let vectors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(vectors.ids == ["a", "c", "d", "e"] && vectors.vectors.columns == 16)
    // A title alone is the same text as a text alone.
    #expect(vectors.vectors.rows([1]) == vectors.vectors.rows([2]))
    let hashes = try vectors.table.column("hash")
    #expect(hashes[1] == hashes[2] && Set(hashes).count == 3)
    #expect(hashes.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv"))
    #expect(try rejects.column("id") == ["b"])
  }

  @Test func `the bytes are the same for any threads, and whatever stands there`() throws {
    // More than one block of the program, which takes some thousand rows at a time.
    try write((0..<9_000).map { "d\($0 + 10_000)\tkim\tThe cat\ten\tsat on \($0)\tx" })
    #expect(try embed("one", ["--threads", "1"]).status == 0)
    #expect(try embed("two", ["--threads", "3"]).status == 0)
    let again = try embed("two", ["--threads", "2"])
    #expect(again.standardError.contains(", 0 copied"))
    for name in ["vectors.npy", "vectors.tsv", "rejects.tsv"] {
      #expect(bytes("one/\(name)") == bytes("two/\(name)"), "\(name)")
    }
  }

  @Test func `a quantized model is described`() throws {
    let result = try embed("out", ["--print-model"])
    #expect(result.status == 0 && result.standardOutput.contains("numbers\tint8\nd"))
  }

  @Test func `a damaged model is an error with its path`() throws {
    let weights = folder.file("model/model.safetensors")
    let whole = try #require(FileManager.default.contents(atPath: weights))
    try folder.write(whole.dropLast(9), to: "model/model.safetensors")
    let result = try embed("out")
    #expect(result.status == 65 && result.standardError.contains("model.safetensors"))
  }
}
