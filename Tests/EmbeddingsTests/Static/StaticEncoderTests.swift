import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing
import Tokenization

/// Models that Model2Vec saved, made by `Tests/References/static_embedding.py`.
@Suite struct StaticEncoderTests {
  static let names = ["float32", "float16", "int8", "weights", "mapping", "quantized"]
  private let fixtures = "\(projectFolder)/Tests/EmbeddingsTests/Fixtures"
  private let tokenizer: SubwordTokenizer
  private let texts: [String]

  init() throws {
    tokenizer = try SubwordTokenizer(
      folder: "\(projectFolder)/Tests/TokenizationTests/Fixtures/wordpiece")
    let data = try #require(FileManager.default.contents(atPath: "\(fixtures)/static.json"))
    texts = try JSONDecoder().decode(StaticEmbeddingTests.Golden.self, from: data).texts
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(fixtures)/static/\(name)")))
  }

  /// A folder with a model's files and its tokenizer.
  private func model(_ name: String, _ folder: TemporaryFolder) throws -> String {
    try FileManager.default.copyItem(
      atPath: "\(fixtures)/static/\(name)", toPath: folder.file(name))
    try FileManager.default.copyItem(
      atPath: "\(projectFolder)/Tests/TokenizationTests/Fixtures/wordpiece/tokenizer.json",
      toPath: folder.file("\(name)/tokenizer.json"))
    return folder.file(name)
  }

  @Test(arguments: names)
  func `vectors are those of the model that Model2Vec saved`(name: String) throws {
    let folder = try TemporaryFolder()
    let encoder = try StaticEncoder(try model(name, folder))
    let expected = try VectorFile("\(fixtures)/static/\(name)/vectors.npy").matrix()
    let encoded = try encoder.encode(texts, threads: 2)
    #expect(encoded.vectors.rows == expected.rows && encoded.vectors.columns == expected.columns)
    for (a, b) in zip(encoded.vectors.elements, expected.elements) {
      #expect(abs(a - b) <= 1e-6 * max(1, abs(b)))
    }
    let facts = Dictionary(uniqueKeysWithValues: encoder.facts.map { ($0.name, $0.value) })
    #expect(facts["numbers"] == (["int8", "quantized"].contains(name) ? "int8" : "float32"))
    #expect(
      facts["vectors"] == (["mapping", "quantized"].contains(name) ? "40" : facts["vocabulary"]))
  }

  @Test(arguments: names)
  func `a model in memory gives the bytes of the one in a folder`(name: String) throws {
    let folder = try TemporaryFolder()
    let encoder = try StaticEncoder(try model(name, folder))
    let file = try SafetensorsFile(bytes: try bytes("\(name)/model.safetensors"), name: "built-in")
    let normalizes = ["float32", "int8", "weights", "quantized"].contains(name)
    let inMemory = try StaticEncoder(tokenizer: tokenizer, file: file, normalizes: normalizes)
    let vectors = try encoder.encode(texts, threads: 1).vectors
    #expect(try inMemory.encode(texts, threads: 1).vectors == vectors)
  }

  @Test(arguments: ["float32", "quantized"])
  func `a text has the same bytes alone and in any batch, for any threads`(name: String) throws {
    let file = try SafetensorsFile("\(fixtures)/static/\(name)/model.safetensors")
    let encoder = try StaticEncoder(tokenizer: tokenizer, file: file)
    let many = (0..<100).flatMap { _ in texts }
    let together = try encoder.encode(many, threads: 3)
    let once = try encoder.encode(many, threads: 1)
    #expect(together.vectors == once.vectors && together.tokens == once.tokens)
    for (index, text) in texts.enumerated() {
      let alone = try encoder.encode([text], threads: 1)
      #expect(alone.vectors == together.vectors.rows([index]))
      #expect(alone.tokens == [together.tokens[index]] && together.truncated[index] == 0)
    }
  }

  /// A file of tensors, each with its type, shape and bytes.
  private func file(_ tensors: [(name: String, type: String, shape: [Int], bytes: [UInt8])]) throws
    -> SafetensorsFile
  {
    var place = 0
    let fields = tensors.map { tensor in
      defer { place += tensor.bytes.count }
      return "\"\(tensor.name)\":{\"dtype\":\"\(tensor.type)\",\"shape\":\(tensor.shape),"
        + "\"data_offsets\":[\(place),\(place + tensor.bytes.count)]}"
    }
    let header = Array("{\(fields.joined(separator: ","))}".utf8)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    return try SafetensorsFile(bytes: length + header + tensors.flatMap(\.bytes), name: "m")
  }

  private func single(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
    }
  }

  private func problem(_ file: SafetensorsFile, vocabulary: Int = 0) -> String? {
    fileError {
      _ = try StaticEmbedding(file, vocabulary: vocabulary, unknown: nil, normalizes: true)
    }?.problem
  }

  @Test func `weights may be those of rows`() throws {
    let rows = single([1, 0, 0, 1])
    let mapping: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    let embedding = try StaticEmbedding(
      try file([
        ("embeddings", "F32", [2, 2], rows), ("mapping", "I32", [3], mapping),
        ("weights", "F32", [2], single([3, 5])),
      ]), vocabulary: 3, unknown: nil, normalizes: false)
    #expect(embedding.tokens == 3 && embedding.weights == [5, 3, 5])
    #expect(embedding.vectors([[0, 1]], threads: 1).elements == [1.5, 2.5])
  }

  @Test func `tensors that do not fit are refused`() throws {
    let rows = (name: "embeddings", type: "I8", shape: [2, 2], bytes: [1, 2, 3, 4] as [UInt8])
    let index = [UInt8](repeating: 0, count: 3)
    #expect(problem(try file([rows])) == nil)
    #expect(
      problem(try file([rows]), vocabulary: 3) == "has vectors for 2 of the tokenizer's 3 tokens")
    #expect(
      problem(try file([("x", "I8", [4], rows.bytes)]))?.contains("no tensor 'embeddings'") == true)
    for shape in [[4], [4, 1, 1], []] {
      let bytes = Array(rows.bytes.prefix(shape.reduce(1, *)))
      #expect(
        problem(try file([("embeddings", "I8", shape, bytes)]))?.contains("no tensor") == true)
    }
    for shape in [[0, 2], [2, 0]] {
      #expect(problem(try file([("embeddings", "I8", shape, [])]))?.contains("no tensor") == true)
    }
    #expect(
      problem(try file([("embeddings", "U8", [2, 2], rows.bytes)]))
        == "tensor embeddings is of type U8")
    let weights = [
      ([2, 1], "F32", single([1, 2]), "tensor 'weights' has the shape [2, 1], which is no list"),
      ([3], "F32", single([1, 2, 3]), "3 weights for 2 tokens and 2 rows"),
      ([2], "I8", [1, 2], "tensor weights is of type I8"),
      (
        [2], "F32", single([1, .nan]),
        "tensor weights holds a number that is infinite or not a number"
      ),
      ([2], "F32", single([1, 1e20]), "its numbers are too large to be multiplied"),
    ]
    for (shape, type, bytes, expected) in weights {
      #expect(problem(try file([rows, ("weights", type, shape, bytes)])) == expected)
    }
    #expect(
      problem(try file([rows, ("mapping", "U8", [3], index)])) == "tensor mapping is of type U8")
    for row: UInt8 in [2, 0xFF] {
      let mapping = [0, 0, 0, 0, row, 0, 0, 0]
      let expected = "a token has the row \(row) of 2"
      #expect(problem(try file([rows, ("mapping", "I32", [2], mapping)])) == expected)
    }
    let far = [UInt8](repeating: 0x7F, count: 8)
    #expect(
      problem(try file([rows, ("mapping", "I64", [1], far)])) == "a token has the row -1 of 2")
    let huge = single([1, 2, 3, 3e38])
    #expect(
      problem(try file([("embeddings", "F32", [2, 2], huge)]))
        == "its numbers are too large to be multiplied")
  }
}
