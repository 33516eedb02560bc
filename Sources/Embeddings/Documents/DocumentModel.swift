import Artifacts
import LinearAlgebra

/// What the vectors of documents are inferred with, as a model folder holds it.
///
/// `words.npy` (words, dimensions) with `words.tsv` (id, count) beside it, `contexts.npy`, and
/// `options.tsv` (name, value).
public struct DocumentModel: Sendable {
  /// The words and how often each occurred.
  public let vocabulary: WordVocabulary
  /// The weights.
  public let inference: Doc2Vec
  /// The seed of the training, which inference takes too.
  public let seed: UInt64

  private static let optionColumns = ["name", "value"]

  /// Creates a model from its parts.
  public init(vocabulary: WordVocabulary, inference: Doc2Vec, seed: UInt64) {
    (self.vocabulary, self.inference, self.seed) = (vocabulary, inference, seed)
  }

  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try vocabulary.write(inference.vectors, to: file("words.npy"))
    try VectorFile.write(inference.contexts, to: file("contexts.npy"))
    let options = inference.options
    try writeTable(
      file("options.tsv"), columns: Self.optionColumns,
      [
        ["architecture", options.architecture.rawValue], ["loss", options.loss.rawValue],
        ["window", String(options.window)], ["negatives", String(options.negatives)],
        ["subsample", decimal(options.subsample)], ["epochs", String(options.epochs)],
        ["learning_rate", decimal(options.learningRate)], ["seed", String(seed)],
      ])
  }

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or if they do not fit together.
  public init(folder: String) throws(FileError) {
    let (vocabulary, vectors) = try WordVocabulary.read(folder)
    let counts = vocabulary.counts
    let (options, seed) = try Self.options(
      Table(contentsOf: "\(folder)/options.tsv"), dimensions: vectors.columns)
    let contexts = try VectorFile("\(folder)/contexts.npy").matrix()
    let rows = options.loss == .negativeSampling ? counts.count : max(1, counts.count - 1)
    guard contexts.rows == rows, contexts.columns == vectors.columns else {
      throw FileError(
        .malformed, "\(folder)/contexts.npy",
        "has the shape (\(contexts.rows), \(contexts.columns)), not (\(rows), \(vectors.columns))",
        remedy: "it does not belong to words.npy; learn the model again")
    }
    self.init(
      vocabulary: vocabulary,
      inference: Doc2Vec(
        options: options, counts: counts, vectors: vectors, contexts: contexts), seed: seed)
  }

  private static func options(
    _ table: Table, dimensions: Int
  ) throws(FileError) -> (Word2Vec.Options, seed: UInt64) {
    let (names, texts) = (try table.column("name"), try table.column("value"))
    func value<Value>(_ name: String, _ parse: (String) -> Value?) throws(FileError) -> Value {
      guard let row = names.firstIndex(of: name) else {
        throw FileError(
          .malformed, table.path, "has no \(name)", remedy: "learn the model again")
      }
      guard let value = parse(texts[row]) else {
        throw table.error(
          row: row, "'\(texts[row])' is no \(name)", remedy: "learn the model again")
      }
      return value
    }
    func positive(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }
    var options = Word2Vec.Options()
    options.dimensions = dimensions
    options.architecture = try value("architecture") {
      Word2Vec.Architecture(rawValue: $0).flatMap { $0.hasDocuments ? $0 : nil }
    }
    options.loss = try value("loss") { Word2Vec.Loss(rawValue: $0) }
    options.window = try value("window", positive)
    options.negatives = try value("negatives", positive)
    options.subsample = try value("subsample") { Double($0) }
    options.epochs = try value("epochs", positive)
    options.learningRate = try value("learning_rate") { Float($0) }
    options.minimumLearningRate = min(options.minimumLearningRate, options.learningRate)
    return (options, try value("seed") { UInt64($0) })
  }
}
