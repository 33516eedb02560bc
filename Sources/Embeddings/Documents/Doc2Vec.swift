import Artifacts
import LinearAlgebra

/// Vectors of documents that predict the words in them ([Le and Mikolov 2014]).
///
/// The words are learned from a corpus together with vectors of its documents, which are then thrown
/// away: the vector of every document, of the corpus or new, is inferred with the words fixed. It depends
/// on the words of the document, the model and the seed alone, so a document that was fitted gets the same
/// vector again, alone or among others. Inference draws from a generator keyed by the document's words.
///
/// [Le and Mikolov 2014]: https://arxiv.org/abs/1405.4053
public struct Doc2Vec: Sendable {
  /// How vectors are learned and inferred.
  public let options: Word2Vec.Options
  /// How often each word occurs.
  public let counts: [Int]
  /// The vectors of words, of shape (words, dimensions); with ``Word2Vec/Architecture/documentBag`` they
  /// stay random, and nothing is inferred from them.
  public let vectors: Matrix
  /// The vectors by which words, or the nodes of a tree, are predicted.
  public let contexts: Matrix

  /// Creates a model from its parts, as a model folder holds them.
  ///
  /// - Precondition: The architecture has documents.
  public init(options: Word2Vec.Options, counts: [Int], vectors: Matrix, contexts: Matrix) {
    precondition(options.architecture.hasDocuments, "\(options.architecture) has no documents")
    (self.options, self.counts) = (options, counts)
    (self.vectors, self.contexts) = (vectors, contexts)
  }

  /// Takes the words of a training.
  public init(_ training: Word2Vec, counts: [Int], options: Word2Vec.Options) {
    self.init(
      options: options, counts: counts, vectors: training.vectors, contexts: training.contexts)
  }

  /// Infers the vectors of documents.
  ///
  /// - Parameters:
  ///   - documents: Their words.
  ///   - seed: The seed of everything random; that of the training gives the same vectors again.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The vectors, of shape (documents, dimensions) and length 1; zeros for a document without
  ///   known words.
  /// - Complexity: O(*epochs* × *words* × (1 + *negatives*) × *dimensions*)
  public func infer(_ documents: Sentences, seed: UInt64, threads: Int) -> Matrix {
    let inference = Inference(self, seed: seed)
    let columns = options.dimensions
    return Matrix.make(rows: documents.count, columns: columns, chunk: 16, threads: threads) {
      rows, elements in
      var workspace = Inference.Workspace(inference)
      for row in rows {
        let range = documents.offsets[row]..<documents.offsets[row + 1]
        let vector = inference.vector(of: documents.words[range], &workspace)
        let first = (row - rows.lowerBound) * columns
        for column in 0..<columns { elements[first + column] = vector[column] }
      }
    }.matrix
  }
}
