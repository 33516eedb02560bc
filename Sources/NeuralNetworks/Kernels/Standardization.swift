import RealModule

/// The mean of a vector, and the factor that gives its differences from the mean the variance 1.
///
/// - Complexity: O(*n*), vectorized.
@inline(__always)
func moments(_ x: borrowing MutableSpan<Float>, epsilon: Float) -> (mean: Float, factor: Float) {
  var sum: Float = 0
  for i in x.indices { sum = Relaxed.sum(sum, x[i]) }
  let mean = sum / Float(x.count)
  var squares: Float = 0
  for i in x.indices {
    let difference = x[i] - mean
    squares = Relaxed.multiplyAdd(difference, difference, squares)
  }
  let factor = 1 / (squares / Float(x.count) + epsilon).squareRoot()
  return (mean, factor)
}

/// Gives a vector the mean 0 and the variance 1: layer normalization before its scale and shift, so
/// that its gradient can be computed later.
///
/// - Parameters:
///   - x: The vector.
///   - epsilon: What is added to the variance.
/// - Returns: The factor that the differences from the mean were multiplied by.
/// - Complexity: O(*n*), vectorized.
package func standardize(_ x: inout MutableSpan<Float>, epsilon: Float) -> Float {
  let (mean, factor) = moments(x, epsilon: epsilon)
  for i in x.indices { x[i] = (x[i] - mean) * factor }
  return factor
}

/// Replaces the gradient of a loss with respect to the result of layer normalization by that with
/// respect to its input, and adds what its weights get.
///
/// With *g* = gradient × scale, it is factor × (*g* - mean(*g*) - *x* × mean(*g* *x*)).
///
/// - Parameters:
///   - gradient: The gradient, of the length of the vector.
///   - x: The standardized vector.
///   - factor: What ``standardize(_:epsilon:)`` returned.
///   - scale: The factor of each number.
///   - scaleGradient: Is added to.
///   - shiftGradient: Is added to.
/// - Complexity: O(*n*), vectorized.
package func standardizationGradient(
  _ gradient: inout MutableSpan<Float>, x: Span<Float>, factor: Float, scale: Span<Float>,
  scaleGradient: inout MutableSpan<Float>, shiftGradient: inout MutableSpan<Float>
) {
  precondition(
    x.count == gradient.count && scale.count == x.count && scaleGradient.count == x.count
      && shiftGradient.count == x.count, "lengths differ")
  var (sum, product): (Float, Float) = (0, 0)
  for i in x.indices {
    let g = gradient[i]
    scaleGradient[i] = Relaxed.multiplyAdd(g, x[i], scaleGradient[i])
    shiftGradient[i] += g
    let scaled = g * scale[i]
    gradient[i] = scaled
    sum = Relaxed.sum(sum, scaled)
    product = Relaxed.multiplyAdd(scaled, x[i], product)
  }
  let (mean, slope) = (sum / Float(x.count), product / Float(x.count))
  for i in x.indices { gradient[i] = (gradient[i] - mean - x[i] * slope) * factor }
}
