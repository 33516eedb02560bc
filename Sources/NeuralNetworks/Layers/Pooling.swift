import LinearAlgebra
import RealModule

/// How the vectors of a text's tokens become one.
public enum Pooling: String, Sendable, CaseIterable {
  /// Their mean.
  case mean
  /// The vector of the first token, which BERT calls `[CLS]`.
  case firstToken = "cls"
  /// The largest number of each dimension.
  case maximum = "max"

  /// Pools the vectors of one text.
  ///
  /// Edge cases: zeros for a text without tokens.
  ///
  /// - Parameters:
  ///   - tokens: The vectors, of shape (tokens, `result.count`).
  ///   - result: The vector of the text.
  /// - Complexity: O(*tokens* × *dimensions*), vectorized.
  package func pool(_ tokens: Span<Float>, into result: inout MutableSpan<Float>) {
    let width = result.count
    precondition(width > 0 && tokens.count % width == 0, "\(tokens.count) numbers, \(width) a row")
    for i in result.indices { result[i] = tokens.isEmpty ? 0 : tokens[i] }
    if self == .firstToken { return }
    for start in stride(from: width, to: tokens.count, by: width) {
      let row = tokens.extracting(start..<start + width)
      if self == .mean {
        for i in row.indices { result[i] += row[i] }
      } else {
        for i in row.indices { result[i] = row[i] > result[i] ? row[i] : result[i] }
      }
    }
    if self == .mean && !tokens.isEmpty { scale(&result, by: 1 / Float(tokens.count / width)) }
  }
}
