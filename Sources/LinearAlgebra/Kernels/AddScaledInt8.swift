import RealModule

/// Adds `x` × `s` to `y`, element by element, where `x` holds integers of 8 bits.
///
/// The integers are exact in single precision, so the result is that of ``addScaled(_:times:to:)``
/// with the same numbers.
///
/// - Complexity: O(*n*), vectorized.
public func addScaled(int8 x: Span<Int8>, times s: Float, to y: inout MutableSpan<Float>) {
  precondition(x.count == y.count, "lengths \(x.count) and \(y.count) differ")
  for i in x.indices { y[i] = Relaxed.multiplyAdd(Float(x[i]), s, y[i]) }
}
