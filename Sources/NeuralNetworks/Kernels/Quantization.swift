import RealModule

/// How the bytes of a vector are read: *x* ≈ `scale` × *byte* + `least`.
package struct ByteRange: Sendable {
  /// The difference between neighboring bytes.
  package var scale: Float
  /// The number that 0 stands for.
  package var least: Float

  /// Creates a range.
  package init(scale: Float, least: Float) { (self.scale, self.least) = (scale, least) }
}

/// Rounds a vector to whole numbers from 0 to `largest`.
///
/// The range goes from the smallest number of the vector to the largest, so that each token of a
/// text uses all of it; numbers behind a GELU, hardly any of them negative, become twice as precise
/// as around a fixed 0.
///
/// Edge cases: a vector of equal numbers, or of numbers that hardly differ, becomes zeros.
///
/// - Parameters:
///   - x: The vector, at least one number.
///   - largest: 255 for 8 bits, 127 for 7.
///   - bytes: The whole numbers.
/// - Returns: How to read them.
/// - Complexity: O(*n*), vectorized.
package func quantize(
  _ x: Span<Float>, largest: Int32, into bytes: inout MutableSpan<UInt8>
) -> ByteRange {
  precondition(x.count == bytes.count, "lengths \(x.count) and \(bytes.count) differ")
  var (low, high) = (Int32.max, Int32.min)
  for i in x.indices {
    let key = orderedKey(x[i])
    low = min(low, key)
    high = max(high, key)
  }
  let least = number(orderedKey: low)
  let range = number(orderedKey: high) - least
  // Of a range so small that its inverse overflows, nothing would be left anyway.
  let factor = range > 1e-30 ? Float(largest) / range : 0
  // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
  let magic: Float = 12_582_912
  for i in x.indices {
    let rounded = Relaxed.multiplyAdd(x[i] - least, factor, magic)
    bytes[i] = UInt8(truncatingIfNeeded: rounded.bitPattern)
  }
  return ByteRange(scale: range / Float(largest), least: least)
}

/// A whole number that orders floating-point numbers as they are: compilers find the smallest of
/// whole numbers several at a time, of floating-point numbers, because of NaN, one by one.
@inline(__always)
func orderedKey(_ x: Float) -> Int32 {
  let bits = Int32(bitPattern: x.bitPattern)
  return bits ^ ((bits >> 31) & Int32.max)
}

/// The number of a key.
@inline(__always)
func number(orderedKey key: Int32) -> Float {
  Float(bitPattern: UInt32(bitPattern: key ^ ((key >> 31) & Int32.max)))
}

/// Turns sums of products of bytes back into numbers: with *y* = Σ *byte* × *weight*, they are *y* ×
/// `range.scale` × *scale* + `range.least` × *total* + *bias* for each output.
///
/// - Parameters:
///   - sums: The sums of products.
///   - range: How the bytes of the input are read.
///   - scales: The scale of each output's weights.
///   - totals: The sum of each output's weights.
///   - bias: A term for each output.
///   - x: The result.
/// - Complexity: O(*n*), vectorized.
package func dequantize(
  _ sums: Span<Int32>, range: ByteRange, scales: Span<Float>, totals: Span<Float>,
  bias: Span<Float>, into x: inout MutableSpan<Float>
) {
  precondition(
    sums.count == x.count && scales.count == x.count && totals.count == x.count
      && bias.count == x.count, "lengths differ")
  for i in x.indices {
    let term = Relaxed.multiplyAdd(range.least, totals[i], bias[i])
    x[i] = Relaxed.multiplyAdd(Float(sums[i]), scales[i] * range.scale, term)
  }
}
