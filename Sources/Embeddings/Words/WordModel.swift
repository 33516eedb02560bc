import Artifacts
import LinearAlgebra

/// Word vectors with their words, as a model folder holds them, and how texts are placed among them.
///
/// `words.npy` (words, dimensions) with `words.tsv` (id, count) beside it, `contexts.npy`, and
/// `direction.npy` (1, dimensions), which is taken off the vectors of texts.
public struct WordModel: Sendable {
  /// The words and how often each occurred.
  public let vocabulary: WordVocabulary
  /// The vectors of the words, of shape (words, dimensions).
  public let vectors: Matrix
  /// The vectors by which words, or the nodes of a tree, are predicted.
  public let contexts: Matrix
  /// What is taken off the vectors of texts; see ``SIF``.
  public let direction: [Float]

  /// Creates a model from its parts.
  public init(
    vocabulary: WordVocabulary, vectors: Matrix, contexts: Matrix, direction: [Float]
  ) {
    (self.vocabulary, self.vectors) = (vocabulary, vectors)
    (self.contexts, self.direction) = (contexts, direction)
  }

  /// How texts are placed among the words.
  public var sif: SIF {
    SIF(vectors: vectors, counts: vocabulary.counts, direction: direction)
  }

  /// What a training with another vocabulary starts from.
  ///
  /// The contexts are used only if they are those of words: with the hierarchical softmax they belong to
  /// the nodes of a tree.
  public func start(for words: WordVocabulary) -> Word2Vec.Start {
    Word2Vec.Start(
      rows: words.rows(in: vocabulary), vectors: vectors,
      contexts: contexts.rows == vectors.rows ? contexts : nil)
  }

  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try vocabulary.write(vectors, to: file("words.npy"))
    try VectorFile.write(contexts, to: file("contexts.npy"))
    try VectorFile.write(
      Matrix(rows: 1, columns: direction.count, elements: direction), to: file("direction.npy"))
  }

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or if they do not fit together.
  public init(folder: String) throws(FileError) {
    let (vocabulary, vectors) = try WordVocabulary.read(folder)
    let contexts = try Self.vectors("\(folder)/contexts.npy", columns: vectors.columns)
    let direction = try Self.vectors("\(folder)/direction.npy", columns: vectors.columns)
    guard direction.rows == 1 else {
      throw FileError(
        .malformed, "\(folder)/direction.npy", "has \(direction.rows) rows, not 1",
        remedy: "learn the model again")
    }
    self.init(
      vocabulary: vocabulary, vectors: vectors, contexts: contexts, direction: direction.elements)
  }

  private static func vectors(_ path: String, columns: Int) throws(FileError) -> Matrix {
    let file = try VectorFile(path)
    guard file.columns == columns else {
      throw FileError(
        .malformed, path, "has \(file.columns) columns, but words.npy has \(columns)",
        remedy: "they do not belong together; learn the model again")
    }
    return try file.matrix()
  }
}
