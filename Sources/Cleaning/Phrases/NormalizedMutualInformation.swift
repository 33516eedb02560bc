import RealModule

/// The normalized pointwise mutual information of two events that happen `left` and `right` times, both
/// together `both` times, out of `total` (Bouma 2009).
///
/// - Returns: From −1, never together, over 0, as often as by chance, to 1, always together.
func normalizedMutualInformation(left: Int, right: Int, both: Int, total: Int) -> Double {
  guard both > 0 else { return -1 }
  // The limit for two events that happen every time.
  guard both < total else { return 1 }
  let (a, b, c) = (Double(left), Double(right), Double(both))
  let n = Double(total)
  return Double.log(c / n / (a / n * (b / n))) / -Double.log(c / n)
}
