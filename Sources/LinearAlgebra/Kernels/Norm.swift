import RealModule

/// Returns the Euclidean length of `x`.
///
/// Edge cases: 0 for a vector of no elements; infinity if the sum of squares exceeds the largest
/// `Float`, that is from lengths of about 1.8e19.
///
/// - Complexity: O(*n*), vectorized.
public func norm(_ x: Span<Float>) -> Float {
  dot(x, x).squareRoot()
}

/// Divides `x` by its Euclidean length, which then is 1.
///
/// Edge cases: a vector of zeros stays as it is, and so does one whose squares underflow to zero or
/// overflow to infinity.
///
/// - Returns: The length before.
/// - Complexity: O(*n*), vectorized.
@discardableResult
public func normalize(_ x: inout MutableSpan<Float>) -> Float {
  let length = norm(x.span)
  if length > 0 && length.isFinite { scale(&x, by: 1 / length) }
  return length
}
