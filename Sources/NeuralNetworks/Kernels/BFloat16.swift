/// Rounds numbers to the nearest of bfloat16, ties to even.
///
/// Edge cases: numbers beyond the largest of bfloat16 become infinite; a NaN may become infinite, but
/// neither occurs in what is rounded here.
///
/// - Complexity: O(*n*), vectorized.
package func roundToBFloat16(_ x: Span<Float>, into halves: inout MutableSpan<UInt16>) {
  precondition(x.count == halves.count, "lengths \(x.count) and \(halves.count) differ")
  for i in x.indices {
    let bits = x[i].bitPattern
    halves[i] = UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
  }
}
