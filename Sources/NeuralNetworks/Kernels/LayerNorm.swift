import RealModule

/// Normalizes a vector to mean 0 and variance 1, then scales and shifts each of its numbers: layer
/// normalization, [Ba et al. 2016](https://doi.org/10.48550/arXiv.1607.06450).
///
/// Edge cases: a vector of equal numbers becomes `shift`.
///
/// - Parameters:
///   - x: The vector.
///   - scale: A factor for each number.
///   - shift: A term for each number.
///   - epsilon: What is added to the variance.
/// - Precondition: All have the same length, at least 1.
/// - Complexity: O(*n*), vectorized.
package func normalizeLayer(
  _ x: inout MutableSpan<Float>, scale: Span<Float>, shift: Span<Float>, epsilon: Float
) {
  precondition(
    x.count == scale.count && x.count == shift.count && x.count > 0,
    "lengths \(x.count), \(scale.count) and \(shift.count) differ")
  let (mean, factor) = moments(x, epsilon: epsilon)
  for i in x.indices { x[i] = Relaxed.multiplyAdd((x[i] - mean) * factor, scale[i], shift[i]) }
}
