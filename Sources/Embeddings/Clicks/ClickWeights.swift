import LinearAlgebra

/// What the trainer of items and tags adjusts: for each word a vector as itself and one as the context of
/// others.
public struct ClickWeights: Sendable {
  /// The vectors of words, of shape (words, dimensions).
  public var vectors: Matrix
  /// The vectors of words as contexts, of the same shape.
  public var contexts: Matrix

  /// Creates weights from both.
  ///
  /// - Precondition: They have the same shape.
  public init(vectors: Matrix, contexts: Matrix) {
    precondition(
      vectors.rows == contexts.rows && vectors.columns == contexts.columns, "shapes differ")
    (self.vectors, self.contexts) = (vectors, contexts)
  }
}
