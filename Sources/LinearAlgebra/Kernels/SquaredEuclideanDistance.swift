import RealModule

/// Returns the sum of squared differences of two vectors of the same length.
///
/// - Complexity: O(*n*), vectorized.
public func squaredEuclideanDistance(_ a: Span<Float>, _ b: Span<Float>) -> Float {
  precondition(a.count == b.count, "lengths \(a.count) and \(b.count) differ")
  var sum: Float = 0
  for i in a.indices {
    let difference = a[i] - b[i]
    sum = Relaxed.multiplyAdd(difference, difference, sum)
  }
  return sum
}
