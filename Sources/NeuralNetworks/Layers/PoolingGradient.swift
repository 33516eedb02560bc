extension Pooling {
  /// Gives each token's vector its part of the gradient with respect to the vector of the text.
  ///
  /// Edge cases: of tokens with the same largest number, the first gets it all.
  ///
  /// - Parameters:
  ///   - tokens: The vectors that were pooled, of shape (tokens, `gradient.count`).
  ///   - gradient: The gradient with respect to the vector of the text.
  ///   - result: The gradient with respect to each of the vectors, of the shape of `tokens`.
  /// - Complexity: O(*tokens* × *dimensions*)
  package func backpropagate(
    _ tokens: Span<Float>, gradient: Span<Float>, into result: inout MutableSpan<Float>
  ) {
    let width = gradient.count
    precondition(width > 0 && result.count == tokens.count, "shapes differ")
    let share = Float(width) / Float(max(1, tokens.count))
    for start in stride(from: 0, to: tokens.count, by: width) {
      for i in 0..<width {
        switch self {
        case .mean: result[start + i] = gradient[i] * share
        case .firstToken: result[start + i] = start == 0 ? gradient[i] : 0
        case .maximum: result[start + i] = 0
        }
      }
    }
    guard self == .maximum, !tokens.isEmpty else { return }
    for i in 0..<width {
      var best = i
      for place in stride(from: i, to: tokens.count, by: width) where tokens[place] > tokens[best] {
        best = place
      }
      result[best] = gradient[i]
    }
  }
}
