/// Returns 1 / (1 + e^-*x*), to within 2e-7.
@inline(__always)
func sigmoid(_ x: Float) -> Float {
  // Beyond, the result is 0 or 1 in single precision, and e^-x would not be finite.
  1 / (1 + exponential(x > -87 ? -x : 87))
}

/// Returns tanh *x*, to within 2e-7.
@inline(__always)
func hyperbolicTangent(_ x: Float) -> Float {
  let bounded = x < 43 ? x : 43
  return 1 - 2 / (exponential(2 * bounded) + 1)
}
