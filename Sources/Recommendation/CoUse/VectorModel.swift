import LinearAlgebra

/// Scores items by the cosine of their vectors and the mean of the vectors of the history, each of length
/// 1: with vectors learned from clicks that is item2vec ([Barkan and Koenigstein 2016]).
///
/// [Barkan and Koenigstein 2016]: https://doi.org/10.1109/MLSP.2016.7738886
public struct VectorModel: CoUseModel {
  /// The vectors of the items, of shape (items, dimensions) and length 1; zeros for items without one.
  public let vectors: Matrix

  /// Creates a model of vectors of any length, one for each item.
  public init(_ vectors: Matrix) { self.vectors = unitRows(vectors) }

  /// Creates a model of vectors of length 1, as a model file holds them: to bring them to length 1 again
  /// would change their last bits.
  public init(unit vectors: Matrix) { self.vectors = vectors }

  /// The number of items.
  public var items: Int { vectors.rows }

  /// The cosines with the mean of the history.
  ///
  /// - Complexity: O(*items* × *dimensions*)
  public func score(
    _ used: Span<Int32>, _ weights: Span<Float>, into scores: inout MutableSpan<Float>
  ) {
    let (mean, length) = sum(used, weights)
    guard length > 0 else { return scores.update(repeating: 0) }
    for item in 0..<vectors.rows { scores[item] = dot(vectors[row: item], mean.span) / length }
  }

  /// The part of the cosine that is along the vector of each item of the history.
  public func contributions(
    _ used: Span<Int32>, _ weights: Span<Float>, to item: Int
  ) -> [Float] {
    let length = sum(used, weights).length
    guard length > 0 else { return used.indices.map { _ in 0 } }
    return used.indices.map { place in
      weights[place] * dot(vectors[row: Int(used[place])], vectors[row: item]) / length
    }
  }

  /// The sum of the vectors of a history, and its length.
  private func sum(
    _ used: Span<Int32>, _ weights: Span<Float>
  ) -> (sum: [Float], length: Float) {
    var sum = [Float](repeating: 0, count: vectors.columns)
    var span = sum.mutableSpan
    for place in used.indices {
      addScaled(vectors[row: Int(used[place])], times: weights[place], to: &span)
    }
    return (sum, norm(sum.span))
  }
}
