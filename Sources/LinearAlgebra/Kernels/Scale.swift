/// Multiplies each element of `x` by `factor`.
///
/// - Complexity: O(*n*), vectorized.
public func scale(_ x: inout MutableSpan<Float>, by factor: Float) {
  for i in x.indices { x[i] *= factor }
}
