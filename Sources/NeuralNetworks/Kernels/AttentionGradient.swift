import LinearAlgebra
import RealModule

/// The gradient of attention over one text; see ``attend(_:rows:shape:scratch:into:)``.
///
/// With *P* = softmax(*Q* *K*ᵀ), which is computed again, and *G* the gradient with respect to *P* *V*:
///
///     dV = Pᵀ G      dS = P ∘ (G Vᵀ - D)      dQ = dS K      dK = dSᵀ Q
///
/// where *D* has the inner product of each row of *G* with that of *P* *V*, which saves sums over
/// *P* ([Dao et al. 2022](https://doi.org/10.48550/arXiv.2205.14135)).
///
/// - Parameters:
///   - inputs: Queries (scaled), keys and values of the text, side by side, of shape (tokens, 3 × hidden).
///   - context: What attention gave, of shape (tokens, hidden).
///   - gradient: The gradient with respect to it, of the same shape.
///   - shape: The number of heads and their size.
///   - queryScale: What queries were multiplied by: their gradient is that before.
///   - result: The gradient with respect to the inputs, of shape (tokens, 3 × hidden).
/// - Complexity: O(*t*² × *hidden*) for *t* tokens, five products a head.
package func attentionGradient(
  _ inputs: Span<Float>, context: Span<Float>, gradient: Span<Float>, shape: AttentionShape,
  queryScale: Float, into result: inout MutableSpan<Float>
) {
  let (hidden, size) = (shape.hidden, shape.size)
  let tokens = context.count / hidden
  precondition(
    inputs.count == 3 * tokens * hidden && context.count == tokens * hidden
      && gradient.count == context.count && result.count == inputs.count, "shapes differ")
  if tokens == 0 { return }
  let padded = shape.padded(tokens)
  let square = MatrixBlock(rows: tokens, columns: tokens, stride: padded)
  var weights = [Float](repeating: 0, count: tokens * padded)
  var slopes = weights
  for head in 0..<shape.heads {
    /// The columns of the head among the queries, keys or values.
    func columns(_ part: Int) -> MatrixBlock {
      MatrixBlock(
        from: part * hidden + head * size, rows: tokens, columns: size, stride: 3 * hidden)
    }
    let own = MatrixBlock(from: head * size, rows: tokens, columns: size, stride: hidden)
    var weights = weights.mutableSpan
    var slopes = slopes.mutableSpan
    multiply(
      inputs, columns(0), by: inputs, columns(1), transposingB: true, into: &weights, square)
    multiply(
      gradient, own, by: inputs, columns(2), transposingB: true, into: &slopes, square)
    for row in 0..<tokens {
      var weights = weights._mutatingExtracting(row * padded..<(row + 1) * padded)
      var slopes = slopes._mutatingExtracting(row * padded..<(row + 1) * padded)
      let place = row * hidden + head * size..<row * hidden + (head + 1) * size
      softmaxGradient(
        &weights, &slopes, count: tokens,
        offset: dot(gradient.extracting(place), context.extracting(place)))
    }
    multiply(
      slopes.span, square, by: inputs, columns(1), factor: queryScale, into: &result, columns(0))
    multiply(
      slopes.span, square, transposingA: true, by: inputs, columns(0), into: &result, columns(1))
    multiply(
      weights.span, square, transposingA: true, by: gradient, own, into: &result, columns(2))
  }
}

/// Turns a row of scores into shares, and the gradient with respect to these into that with respect
/// to the scores.
private func softmaxGradient(
  _ scores: inout MutableSpan<Float>, _ gradient: inout MutableSpan<Float>, count: Int,
  offset: Float
) {
  for j in count..<scores.count { scores[j] = -1e30 }
  let factor = 1 / exponentiate(&scores)
  for j in 0..<count {
    scores[j] *= factor
    gradient[j] = scores[j] * (gradient[j] - offset)
  }
}
