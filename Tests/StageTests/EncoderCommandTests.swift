import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `embed --method encoder`, with a tiny model.
@Suite struct EncoderCommandTests {
  private static let header = "id\tauthor\ttitle\tlanguage\ttext\ttokens\n"
  private static let rows = [
    "a\tkim\tChips\ten\tfish and chips\tx", "b\tkim\t\ten\t\t", "c\tlee\t\ten\tchips\tx",
    "d\tlee\t\ten\tfish\tx",
  ]
  private static let products = """
    product\ttitle\tcategory\ttext\ttokens\tlinks
    p1\tFish\tfood\tand chips\tx\t\n
    """
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try TinyEncoder.make(in: folder)
    try folder.write(Self.products, to: "products.tsv")
    try write(Self.rows)
  }

  private func write(_ rows: [String]) throws {
    try folder.write(Self.header + rows.map { $0 + "\n" }.joined(), to: "documents.tsv")
  }

  private func embed(_ output: String, _ arguments: [String] = []) throws -> Command.Result {
    try Command.run(
      "embed",
      [
        "--method", "encoder", "--documents", folder.file("documents.tsv"), "--products",
        folder.file("products.tsv"), "--output", folder.file(output), "--precision", "float32",
        "--encoder", folder.file("tiny"),
      ] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  @Test func `documents and products are embedded, and what has no text is left out`() throws {
    let result = try embed("out")
    #expect(result.status == 0, "\(result.standardError)")
    let vectors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(vectors.ids == ["a", "c", "d"] && vectors.vectors.columns == 32)
    #expect(try vectors.table.integers("tokens") == [4, 1, 1])
    let products = try VectorTable(contentsOf: folder.file("out/products.npy"))
    #expect(products.ids == ["p1"])
    let rejects = try Table(contentsOf: folder.file("out/rejects.tsv"))
    #expect(try rejects.column("id") == ["b"] && rejects.column("reason") == ["no-text"])
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(record.rows == .init(input: 4, output: 3, rejected: 1))
  }

  @Test func `an author is the mean of its documents`() throws {
    let result = try embed(
      "out", ["--pool", "author", "--author-space", "plain", "--author-weights", "even"])
    #expect(result.status == 0, "\(result.standardError)")
    let documents = try VectorTable(contentsOf: folder.file("out/documents.npy"))
    let authors = try VectorTable(contentsOf: folder.file("out/vectors.npy"))
    #expect(documents.ids == ["a", "c", "d"] && authors.ids == ["kim", "lee"])
    #expect(try authors.table.integers("documents") == [1, 2])
    for column in 0..<32 {
      let sum = documents.vectors[1, column] + documents.vectors[2, column]
      #expect(sum * authors.vectors[1, column] >= 0)
      #expect(abs(authors.vectors[0, column] - documents.vectors[0, column]) < 1e-6)
    }
  }

  @Test func `documents of rare words count for more of their author`() throws {
    try write([
      "a\tkim\t\ten\tfish and chips\tfish chips", "b\tkim\t\ten\tand\tcommon",
      "c\tlee\t\ten\tquery\tcommon",
    ])
    func similarity(_ weights: String) throws -> Float {
      let result = try embed(
        weights, ["--pool", "author", "--author-space", "plain", "--author-weights", weights])
      #expect(result.status == 0, "\(result.standardError)")
      let author = try VectorTable(contentsOf: folder.file("\(weights)/vectors.npy")).vectors
      let documents = try VectorTable(contentsOf: folder.file("\(weights)/documents.npy")).vectors
      return dot(author[row: 0], documents[row: 0])
    }
    // Both authors write of what is common, so that says nothing about either.
    #expect(try similarity("inverse-frequency") > 1 - 1e-5)
    #expect(try similarity("even") < 1 - 1e-3)
  }

  @Test func `what was encoded before is copied, with the bytes of a run from scratch`() throws {
    try write(Array(Self.rows[..<3]))
    #expect(try embed("out").status == 0)
    try write(Self.rows + ["e\tlee\t\ten\tfish\tx"])
    let again = try embed("out")
    #expect(again.standardError.contains(", 2 copied"))
    #expect(try embed("scratch", ["--threads", "1"]).standardError.contains(", 0 copied"))
    for name in ["vectors.npy", "vectors.tsv", "products.npy", "products.tsv", "rejects.tsv"] {
      #expect(bytes("out/\(name)") == bytes("scratch/\(name)"), "\(name)")
    }
    // Another precision is another model.
    #expect(try embed("out", ["--precision", "int8"]).standardError.contains(", 0 copied"))
  }

  @Test func `the model of a run places other documents where it would have placed them`() throws {
    #expect(try embed("out", ["--max-tokens", "9", "--prefix", "x "]).status == 0)
    let applied = try Command.run(
      "embed",
      [
        "--method", "encoder", "--model", folder.file("out/model"), "--documents",
        folder.file("documents.tsv"), "--output", folder.file("applied"),
      ])
    #expect(applied.status == 0, "\(applied.standardError)")
    #expect(bytes("applied/vectors.npy") == bytes("out/vectors.npy"))
    try folder.write("{}", to: "tiny/tokenizer_config.json")
    let changed = try Command.run(
      "embed",
      [
        "--method", "encoder", "--model", folder.file("out/model"), "--documents",
        folder.file("documents.tsv"), "--output", folder.file("applied"),
      ])
    #expect(changed.status == 65)
    #expect(changed.standardError.contains("is not the encoder that"))
  }

  @Test func `a model is described`() throws {
    let result = try embed("out", ["--print-model"])
    #expect(result.status == 0 && result.standardOutput.contains("hidden size\t32\n"))
    #expect(bytes("out/run.json") == nil)
  }

  @Test func `a missing or damaged model is an error, and yesterday's files stay`() throws {
    #expect(try embed("out").status == 0)
    let before = bytes("out/vectors.npy")
    let weights = folder.file("tiny/model.safetensors")
    let whole = try #require(FileManager.default.contents(atPath: weights))
    try folder.write(whole.dropLast(9), to: "tiny/model.safetensors")
    let damaged = try embed("out")
    #expect(damaged.status == 65 && damaged.standardError.contains("model.safetensors"))
    try FileManager.default.removeItem(atPath: weights)
    #expect(try embed("out").status == 66)
    #expect(try embed("out", ["--encoder", folder.file("none")]).status == 66)
    #expect(bytes("out/vectors.npy") == before)
  }

  @Test func `links cannot be read by an encoder`() throws {
    #expect(try embed("out", ["--features", "links"]).status == 2)
  }

  @Test func `documents without any text are nothing to work with`() throws {
    try write([Self.rows[1]])
    #expect(try embed("out").status == 4)
  }
}
