import Artifacts
import Foundation
import LinearAlgebra
import NeuralNetworks
import Tokenization

/// A static model in the format of [Model2Vec] with its tokenizer: a text's vector is the mean of its
/// tokens', however long it is.
///
/// The folder holds `model.safetensors` with the tensors that ``StaticEmbedding`` reads, a tokenizer,
/// and perhaps `config.json`, whose `normalize` says whether vectors have length 1.
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
    try self.init(
      tokenizer: try SubwordTokenizer(folder: folder),
      file: try SafetensorsFile("\(folder)/model.safetensors"),
      normalizes: try Self.normalizes(folder))
  }

  /// Reads a model whose files may be in memory.
  ///
  /// - Throws: ``FileError`` if the file is damaged or of another kind of model.
  public init(
    tokenizer: SubwordTokenizer, file: SafetensorsFile, normalizes: Bool = true
  ) throws(FileError) {
    self.tokenizer = tokenizer
    embedding = try StaticEmbedding(
      file, vocabulary: tokenizer.vocabularySize, unknown: tokenizer.unknownID,
      normalizes: normalizes)
  }

  /// The length of a vector.
  public var dimensions: Int { embedding.dimensions }

  /// Everything but the model's files that a vector depends on: nothing.
  public var settings: String { "static" }

  /// A text takes less time than looking for it.
  public var isSlow: Bool { false }

  /// What a user may want to know about the model.
  public var facts: [(name: String, value: String)] {
    [
      ("architecture", "static"), ("vocabulary", "\(embedding.tokens)"),
      ("vectors", "\(embedding.rows.count)"), ("numbers", embedding.rows.type),
      ("dimensions", "\(dimensions)"), ("normalized", embedding.normalizes ? "yes" : "no"),
    ]
  }

  /// - Complexity: O(*n*) in the bytes of the texts, and *dimensions* additions a token.
  public func encode(
    _ texts: TextSource, threads: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(FileError) -> EncodedTexts {
    let (vectors, tokens) = Matrix.make(
      rows: texts.count, columns: dimensions, chunk: Self.chunk, threads: threads
    ) { range, rows in
      let tokens = encode(texts, range, to: &rows)
      progress?(range.count)
      return tokens
    }
    return EncodedTexts(
      vectors: vectors, tokens: tokens.flatMap(\.self),
      truncated: [Int](repeating: 0, count: texts.count))
  }

  /// Makes rows the vectors of texts, and returns the number of tokens of each.
  private func encode(
    _ texts: TextSource, _ range: Range<Int>, to rows: inout MutableSpan<Float>
  ) -> [Int] {
    var workspace = SubwordTokenizer.Workspace()
    var text: [UInt8] = []
    var tokens: [Int] = []
    tokens.reserveCapacity(range.count)
    embedding.makeVectors(into: &rows) { index, ids in
      texts.withText(range.lowerBound + index, &text) { text in
        tokenizer.encode(text, specialTokens: false, into: &ids, using: &workspace)
      }
      tokens.append(ids.count)
    }
    return tokens
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
