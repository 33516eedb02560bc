import RealModule

/// Rounds a vector to whole numbers around `zero` and returns the scale that undoes it:
/// *x* ≈ scale × (*bytes* − `zero`).
///
/// The scale makes the number farthest from 0 the whole number `zero` − 1 or −(`zero` − 1), so that
/// each token of a text uses the whole range.
///
/// - Parameters:
///   - x: The vector.
///   - zero: What stands for 0: 128 for 8 bits, 64 for 7.
///   - bytes: The rounded numbers.
/// - Returns: The scale; 0 for a vector of zeros.
/// - Complexity: O(*n*), vectorized.
package func quantize(_ x: Span<Float>, zero: Int32, into bytes: inout MutableSpan<UInt8>) -> Float
{
  precondition(x.count == bytes.count, "lengths \(x.count) and \(bytes.count) differ")
  // Compared as whole numbers, which order positive floating-point numbers as they are.
  var largest: UInt32 = 0
  for i in x.indices { largest = max(largest, x[i].bitPattern & 0x7FFF_FFFF) }
  let range = Float(bitPattern: largest)
  let limit = Float(zero - 1)
  // A range so small that its inverse overflows is as good as none.
  let factor = range > 1e-30 ? limit / range : 0
  // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
  let magic: Float = 12_582_912
  let offset = magic + Float(zero)
  for i in x.indices {
    bytes[i] = UInt8(truncatingIfNeeded: Relaxed.multiplyAdd(x[i], factor, offset).bitPattern)
  }
  return factor > 0 ? range / limit : 0
}

/// Turns sums of products of whole numbers back into numbers: (*sums* − *correction*) × *scale* ×
/// `rowScale` + *bias*.
///
/// - Complexity: O(*n*), vectorized.
package func dequantize(
  _ sums: Span<Int32>, rowScale: Float, scales: Span<Float>, corrections: Span<Int32>,
  bias: Span<Float>, into x: inout MutableSpan<Float>
) {
  precondition(
    sums.count == x.count && scales.count == x.count && corrections.count == x.count
      && bias.count == x.count, "lengths differ")
  for i in x.indices {
    let sum = Float(sums[i] &- corrections[i])
    x[i] = Relaxed.multiplyAdd(sum, scales[i] * rowScale, bias[i])
  }
}
