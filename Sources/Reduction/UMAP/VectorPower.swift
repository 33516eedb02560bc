/// Raises numbers to a power, to about six digits; those below 1e-30 count as that.
///
/// The binary logarithm of a mantissa in √½...√2 by the series of the inverse hyperbolic tangent, and
/// two to a power by that of the exponential. Both are written with what compilers keep in vectors; the
/// functions of the C library would be called lane by lane.
///
/// - Parameters:
///   - x: The numbers, not negative.
///   - exponent: The power. Results beyond 2⁻¹²⁶ and 2¹²⁶ become those, never infinite.
/// - Returns: The powers.
@inline(__always)
package func raised(_ x: SIMD8<Float>, to exponent: Float) -> SIMD8<Float> {
  let bits = SIMD8<Int32>(truncatingIfNeeded: x.replacing(with: 1e-30, where: x .<= 1e-30).bits)
  let whole = (bits &- 0x3f35_04f3) &>> 23
  let mantissa = SIMD8<Float>(bits: SIMD8<UInt32>(truncatingIfNeeded: bits &- whole &<< 23))
  let t = (mantissa - 1) / (mantissa + 1)
  let square = t * t
  var series = SIMD8<Float>(repeating: 0.412_198_58)
  series = SIMD8(repeating: 0.577_078_02).addingProduct(series, square)
  series = SIMD8(repeating: 0.961_796_69).addingProduct(series, square)
  series = SIMD8(repeating: 2.885_390_08).addingProduct(series, square)
  let filledWhole = SIMD8<Float>(
    bits: SIMD8<UInt32>(truncatingIfNeeded: SIMD8<Int32>(truncatingIfNeeded: filler.bits) &+ whole))
  let logarithm = (filledWhole - filler).addingProduct(series, t)
  return powerOfTwo(exponent * logarithm)
}

@inline(__always)
private func powerOfTwo(_ unbounded: SIMD8<Float>) -> SIMD8<Float> {
  var x = unbounded
  x.replace(with: 126, where: x .> 126)
  x.replace(with: -126, where: x .< -126)
  let filled = x + filler
  let f = x - (filled - filler)
  var series = SIMD8<Float>(repeating: 0.001_333_56)
  series = SIMD8(repeating: 0.009_618_13).addingProduct(series, f)
  series = SIMD8(repeating: 0.055_504_11).addingProduct(series, f)
  series = SIMD8(repeating: 0.240_226_51).addingProduct(series, f)
  series = SIMD8(repeating: 0.693_147_18).addingProduct(series, f)
  series = SIMD8(repeating: 1).addingProduct(series, f)
  let whole =
    SIMD8<Int32>(truncatingIfNeeded: filled.bits)
    &- SIMD8<Int32>(truncatingIfNeeded: filler.bits)
  return series * SIMD8(bits: SIMD8<UInt32>(truncatingIfNeeded: (whole &+ 127) &<< 23))
}

/// A number that fills the mantissa: what is added to it is rounded to whole ones, and stands in its
/// last bits. The conversions of the standard library go lane by lane.
@inline(__always)
private var filler: SIMD8<Float> { SIMD8(repeating: 0x1.8p23) }

extension SIMD8<Float> {
  /// The bit patterns of the numbers.
  @inline(__always)
  fileprivate var bits: SIMD8<UInt32> { unsafe unsafeBitCast(self, to: SIMD8<UInt32>.self) }

  /// The numbers of bit patterns.
  @inline(__always)
  fileprivate init(bits: SIMD8<UInt32>) {
    self = unsafe unsafeBitCast(bits, to: SIMD8<Float>.self)
  }
}
