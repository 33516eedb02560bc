import RealModule

/// Returns the sum of the elements of `x`; 0 if there are none.
///
/// - Complexity: O(*n*), vectorized.
public func sum(_ x: Span<Float>) -> Float {
  var sum: Float = 0
  for i in x.indices { sum = Relaxed.sum(sum, x[i]) }
  return sum
}
