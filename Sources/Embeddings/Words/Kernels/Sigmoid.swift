import LinearAlgebra

/// Returns 1 / (1 + e^−x) of each number.
///
/// e^−x is 2^*n* times a polynomial in the rest, as in Cephes' `expf`; beyond ±87 it no longer changes.
///
/// - Returns: The values, to within 3 units in the last place.
@inline(__always)
func sigmoid(_ x: Lanes) -> Lanes {
  let limit = Lanes(repeating: 87)
  var x = x.replacing(with: limit, where: x .> limit)
  x = x.replacing(with: -limit, where: x .< -limit)
  // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
  let magic = Lanes(repeating: 12_582_912)
  let shifted = multiplyAdd(x, Lanes(repeating: -1.442_695_04), magic)
  let n = shifted - magic
  let r = multiplyAdd(
    n, Lanes(repeating: 2.121_944_4e-4), multiplyAdd(n, Lanes(repeating: -0.693_359_375), -x))
  var p = multiplyAdd(Lanes(repeating: 1.987_569_15e-4), r, Lanes(repeating: 1.398_199_95e-3))
  p = multiplyAdd(p, r, Lanes(repeating: 8.333_451_9e-3))
  p = multiplyAdd(p, r, Lanes(repeating: 4.166_579_6e-2))
  p = multiplyAdd(p, r, Lanes(repeating: 1.666_666_55e-1))
  p = multiplyAdd(p, r, Lanes(repeating: 5.000_000_1e-1))
  p = multiplyAdd(p, r * r, r + 1)
  let exponent = unsafe unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23
  let power = unsafe unsafeBitCast(
    unsafeBitCast(p, to: SIMD8<Int32>.self) &+ exponent, to: Lanes.self)
  return 1 / (1 + power)
}
