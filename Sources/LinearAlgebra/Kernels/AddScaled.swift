import RealModule

/// Adds `x` × `s` to `y`, element by element; `axpy` in BLAS.
///
/// - Complexity: O(*n*), vectorized.
public func addScaled(_ x: Span<Float>, times s: Float, to y: inout MutableSpan<Float>) {
  precondition(x.count == y.count, "lengths \(x.count) and \(y.count) differ")
  for i in x.indices { y[i] = Relaxed.multiplyAdd(x[i], s, y[i]) }
}
