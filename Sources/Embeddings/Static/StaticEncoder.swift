import Artifacts
import Foundation
import LinearAlgebra
import NeuralNetworks
import Tokenization

/// A static model in the format of [Model2Vec] with its tokenizer: a text's vector is the mean of its
/// tokens', however long it is.
///
/// The folder holds `model.safetensors` with a tensor `embeddings` of shape (tokens, dimensions), a
/// tokenizer, and perhaps `config.json`, whose `normalize` says whether vectors have length 1. Models
/// whose vocabulary is quantized (tensors `weights`, `mapping`) are refused.
///
/// [Model2Vec]: https://github.com/MinishLab/model2vec
public struct StaticEncoder: TextEncoder {
  private let tokenizer: SubwordTokenizer
  private let embedding: StaticEmbedding

  /// Texts that one thread takes at a time.
  private static let chunk = 256

  /// Reads the model in a folder.
  ///
  /// - Throws: ``FileError`` if a file is missing, damaged or of another kind of model.
  public init(_ folder: String) throws(FileError) {
    tokenizer = try SubwordTokenizer(folder: folder)
    let file = try SafetensorsFile("\(folder)/model.safetensors")
    guard let shape = file.shape(of: "embeddings"), shape.count == 2 else {
      throw FileError(
        .malformed, file.path, "has no tensor 'embeddings' of tokens and dimensions",
        remedy: "it is no static model; use --method encoder for a network")
    }
    if let name = ["weights", "mapping"].first(where: file.names.contains) {
      throw FileError(
        .malformed, file.path, "has a tensor '\(name)': its vocabulary is quantized",
        remedy: "use the model without quantization of its vocabulary")
    }
    guard shape[0] >= tokenizer.vocabularySize else {
      throw FileError(
        .malformed, file.path,
        "has vectors for \(shape[0]) of the tokenizer's \(tokenizer.vocabularySize) tokens",
        remedy: "the files are of different models; download the model again")
    }
    let rows = Matrix(
      rows: shape[0], columns: shape[1], elements: try file.floats("embeddings"))
    let normalizes = try Self.normalizes(folder)
    guard
      let embedding = try? StaticEmbedding(
        rows: rows, unknown: tokenizer.unknownID, normalizes: normalizes)
    else { preconditionFailure("rows without weights and mapping fit together") }
    self.embedding = embedding
  }

  public var dimensions: Int { embedding.dimensions }

  public var settings: String { "static" }

  public var facts: [(name: String, value: String)] {
    [
      ("architecture", "static"), ("vocabulary", "\(embedding.tokens)"),
      ("dimensions", "\(dimensions)"), ("normalized", embedding.normalizes ? "yes" : "no"),
    ]
  }

  /// - Complexity: O(*n*) in the bytes of the texts, and *dimensions* additions a token.
  public func encode(
    _ texts: [String], threads: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(FileError) -> EncodedTexts {
    let parts = parallelMap(count: texts.count, chunk: Self.chunk, threads: threads) { range in
      let part = encode(texts[range])
      progress?(range.count)
      return part
    }
    var elements: [Float] = []
    elements.reserveCapacity(texts.count * dimensions)
    for part in parts { elements += part.elements }
    return EncodedTexts(
      vectors: Matrix(rows: texts.count, columns: dimensions, elements: elements),
      tokens: parts.flatMap(\.tokens), truncated: [Int](repeating: 0, count: texts.count))
  }

  private func encode(_ texts: ArraySlice<String>) -> (elements: [Float], tokens: [Int]) {
    var workspace = SubwordTokenizer.Workspace()
    var ids: [Int32] = []
    var tokens: [Int] = []
    var vectors = [Float](repeating: 0, count: texts.count * dimensions)
    var span = vectors.mutableSpan
    for (index, text) in texts.enumerated() {
      ids.removeAll(keepingCapacity: true)
      tokenizer.encode(text, specialTokens: false, into: &ids, using: &workspace)
      tokens.append(ids.count)
      var row = span._mutatingExtracting(index * dimensions..<(index + 1) * dimensions)
      embedding.add(ids.span, to: &row)
    }
    return (vectors, tokens)
  }

  private static func normalizes(_ folder: String) throws(FileError) -> Bool {
    struct Configuration: Decodable { var normalize: Bool? }
    let path = "\(folder)/config.json"
    guard let data = FileManager.default.contents(atPath: path) else { return true }
    guard let configuration = try? JSONDecoder().decode(Configuration.self, from: data) else {
      throw FileError(
        .malformed, path, "is not the JSON of a model", remedy: "download the model again")
    }
    return configuration.normalize ?? true
  }
}
