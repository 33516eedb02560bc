import RealModule

/// Returns e to the power of `x`, for `x` up to 88.
///
/// Without branches, so that loops over it are vectorized. *x* = *n* ln 2 + *r* with a whole *n* and
/// |*r*| ≤ ½ ln 2; e^*r* is the polynomial of Cephes' `expf`, and *n* goes into the exponent.
///
/// Edge cases: below -87 the result is that of -87, some 1.6e-38, which no sum notices.
///
/// - Returns: The power, to within 2 units in the last place.
@inline(__always)
func exponential(_ x: Float) -> Float {
  let x = x > -87 ? x : -87
  // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
  let magic: Float = 12_582_912
  let shifted = Relaxed.multiplyAdd(x, 1.442_695_04, magic)
  let n = shifted - magic
  let r = Relaxed.multiplyAdd(n, 2.121_944_4e-4, Relaxed.multiplyAdd(n, -0.693_359_375, x))
  var p = Relaxed.multiplyAdd(1.987_569_15e-4, r, 1.398_199_95e-3)
  p = Relaxed.multiplyAdd(p, r, 8.333_451_9e-3)
  p = Relaxed.multiplyAdd(p, r, 4.166_579_6e-2)
  p = Relaxed.multiplyAdd(p, r, 1.666_666_55e-1)
  p = Relaxed.multiplyAdd(p, r, 5.000_000_1e-1)
  p = Relaxed.multiplyAdd(p, r * r, r + 1)
  return Float(bitPattern: p.bitPattern &+ (shifted.bitPattern &<< 23))
}
