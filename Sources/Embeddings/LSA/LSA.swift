import DocumentTerms
import LinearAlgebra

/// Latent semantic analysis: documents as mixtures of the directions in which their terms vary
/// together ([Deerwester et al. 1990]).
///
/// The TF-IDF matrix of the corpus is decomposed by a randomized SVD, and a document's vector is its
/// row of weights times the right singular vectors, scaled to length 1. Documents of the corpus and
/// new ones take that same way, so fitting and predicting give the same bytes, and so does any order
/// or batch of documents. Words that occur in the same documents get near to each other although no
/// document holds both; that is what plain TF-IDF lacks.
///
/// [Deerwester et al. 1990]: https://doi.org/10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9
public struct LSA: Sendable {
  /// The terms and how common each is.
  public let vocabulary: Vocabulary
  /// The right singular vectors, of shape (terms, dimensions).
  public let termVectors: Matrix
  /// The singular values, in descending order.
  public let singularValues: [Float]

  private let weights: TermWeights

  /// The number of dimensions.
  public var dimensions: Int { termVectors.columns }

  /// Creates a model from its parts, as a model folder holds them.
  public init(vocabulary: Vocabulary, termVectors: Matrix, singularValues: [Float]) {
    self.vocabulary = vocabulary
    self.termVectors = termVectors
    self.singularValues = singularValues
    weights = TermWeights(vocabulary)
  }

  /// Learns the directions of a corpus.
  ///
  /// - Parameters:
  ///   - corpus: The counts of the corpus, every term included.
  ///   - dimensions: The number of dimensions, at most the smaller side of the matrix. More tell
  ///     finer differences apart, and more of what they add is noise.
  ///   - vocabulary: Which terms are kept.
  ///   - seed: The seed of the random vectors of the SVD.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*n* × *d* + (*documents* + *terms*) × *d*²) for *n* stored counts and *d*
  ///   dimensions.
  public init(
    _ corpus: DocumentTermMatrix, dimensions: Int, vocabulary: Vocabulary.Options, seed: UInt64,
    threads: Int
  ) {
    let vocabulary = Vocabulary(of: corpus, vocabulary)
    let matrix = TermWeights(vocabulary).weights(of: corpus.counts(of: vocabulary.terms))
    // A small side is searched whole, which costs little and leaves nothing to chance.
    let side = min(matrix.rows, matrix.columns)
    let decomposition = TruncatedSVD(
      matrix, rank: dimensions, oversamples: side <= 256 ? side : 10, seed: seed, threads: threads)
    self.init(
      vocabulary: vocabulary, termVectors: decomposition.rightVectors,
      singularValues: decomposition.singularValues)
  }

  /// The vectors of documents, of shape (documents, ``dimensions``) and length 1.
  ///
  /// A document without any term of the vocabulary gets zeros.
  ///
  /// - Parameters:
  ///   - documents: The counts of the documents, those of unknown terms too.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The vectors, in the order of the documents.
  /// - Complexity: O(*n* × *d*) for *n* stored counts.
  public func vectors(of documents: DocumentTermMatrix, threads: Int) -> Matrix {
    let counts = documents.counts(of: vocabulary.terms)
    var vectors = weights.weights(of: counts).multiplied(by: termVectors, threads: threads)
    vectors.forEachRow(threads: threads) { _, row in _ = normalize(&row) }
    return vectors
  }

  /// The vector of each term alone, of shape (terms, ``dimensions``) and length 1.
  public func vectorsOfTerms(threads: Int) -> Matrix {
    var vectors = termVectors
    vectors.forEachRow(threads: threads) { _, row in _ = normalize(&row) }
    return vectors
  }
}
