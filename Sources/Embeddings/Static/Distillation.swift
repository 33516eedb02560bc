import Artifacts
import LinearAlgebra
import Tokenization

/// Makes a static model of an encoder: a vector for each token, so that the mean of a text's token
/// vectors stands for the vector that the encoder would give the text.
///
///     let static = try Distillation().distill(SentenceEncoder("models/minilm"), threads: 2)
///     try static.write("models/static", tokenizerOf: "models/minilm")
///
/// As in [Model2Vec]: every token goes through the encoder as a text of its own; the vectors are
/// projected onto the ``dimensions`` directions in which they vary most; frequent tokens, which say
/// little, are weighted down by *a* / (*a* + *p*) for the probability *p*
/// ([Arora, Liang and Ma 2017](https://openreview.net/forum?id=SyK00v5xx)); and numbers become bytes.
/// Three things differ. Vectors have no part in the ``commonDirections`` that nearly all tokens share,
/// as in the second step of that paper, which Model2Vec leaves out. Probabilities come from the
/// vocabulary by ``TokenProbabilities``, whose words begin after the characters. And each token has a
/// scale of its own, so that bytes cost less precision.
///
/// [Model2Vec]: https://github.com/MinishLab/model2vec
public struct Distillation: Sendable {
  /// The length of a vector, at most that of the encoder less ``commonDirections``.
  public var dimensions = 256
  /// How strongly frequent tokens are weighted down: those of this probability by a half.
  public var smoothing = 1e-4
  /// The directions of largest variance that are left out.
  public var commonDirections = 1

  /// Creates the standard recipe.
  public init() {}

  /// Makes a static model.
  ///
  /// The result does not depend on `threads`.
  ///
  /// - Parameters:
  ///   - encoder: The encoder.
  ///   - threads: The largest number of threads.
  ///   - progress: Is called with the number of tokens that were encoded since the last call, from any
  ///     thread.
  /// - Returns: The static model, with a vector for each token of the encoder.
  /// - Throws: ``FileError`` if the files of the encoder do not fit together.
  /// - Complexity: A text of one token through the encoder for each token of the vocabulary.
  public func distill(
    _ encoder: SentenceEncoder, threads: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(FileError) -> DistilledModel {
    let vectors = try encoder.vectorsOfTokens(threads: threads, progress: progress)
    let probabilities = TokenProbabilities.estimated(encoder.tokenizer)
    let words = probabilities.indices.filter { probabilities[$0] > 0 }
    let projected = projected(vectors, words, threads)
    let weights = probabilities.map { $0 > 0 ? Float(smoothing / (smoothing + $0)) : 0 }
    return DistilledModel(projected, weights: weights)
  }

  /// The vectors in the directions in which those of `words` vary most, around their mean.
  private func projected(_ vectors: Matrix, _ words: [Int], _ threads: Int) -> Matrix {
    let chosen = vectors.rows(words)
    let mean = chosen.columnMeans()
    let width = vectors.columns
    let directions = symmetricEigen(
      covariance(chosen, mean, threads), order: width
    ).vectors[(commonDirections * width)..<(min(commonDirections + dimensions, width) * width)]
    let components = Matrix(
      rows: directions.count / width, columns: width, elements: directions.map { Float($0) })
    return productTransposed(
      vectors.subtractingRow(mean, threads: threads), components, threads: threads)
  }

  private func covariance(_ vectors: Matrix, _ mean: [Float], _ threads: Int) -> [Double] {
    gram(vectors.subtractingRow(mean, threads: threads), threads: threads)
  }
}
