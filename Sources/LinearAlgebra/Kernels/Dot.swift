import RealModule

/// Returns the inner product of two vectors of the same length.
///
/// - Complexity: O(*n*), vectorized: `Relaxed` lets the compiler reorder the sum, so that the last
///   bits depend on the instruction set compiled for.
public func dot(_ a: Span<Float>, _ b: Span<Float>) -> Float {
  precondition(a.count == b.count, "lengths \(a.count) and \(b.count) differ")
  var sum: Float = 0
  for i in a.indices { sum = Relaxed.multiplyAdd(a[i], b[i], sum) }
  return sum
}
