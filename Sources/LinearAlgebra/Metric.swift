/// A way of measuring how far apart two vectors are; smaller is nearer.
public enum Metric: String, Sendable, CaseIterable {
  /// The length of the straight line between the vectors.
  case euclidean

  /// The square of ``euclidean``: the same order of neighbors without the root.
  case squaredEuclidean

  /// One minus the cosine of the angle, in `0...2`; 1 if a vector is zero.
  case cosine

  /// One minus the inner product: ``cosine`` for vectors of length 1, at a third of the work.
  case innerProduct

  /// Returns the distance between two vectors of the same length.
  ///
  /// Only ``innerProduct`` can be negative.
  ///
  /// - Complexity: O(*n*)
  public func distance(_ a: Span<Float>, _ b: Span<Float>) -> Float {
    switch self {
    case .euclidean: squaredEuclideanDistance(a, b).squareRoot()
    case .squaredEuclidean: squaredEuclideanDistance(a, b)
    case .cosine: cosineDistance(a, b)
    case .innerProduct: 1 - dot(a, b)
    }
  }
}

private func cosineDistance(_ a: Span<Float>, _ b: Span<Float>) -> Float {
  let lengths = norm(a) * norm(b)
  guard lengths > 0 else { return 1 }
  // Rounding may carry the cosine of parallel vectors beyond 1.
  return min(2, max(0, 1 - dot(a, b) / lengths))
}
