/// Finds the centroids whose bounds, less their moves, are below `own`.
///
/// - Parameters:
///   - own: The distance to the own centroid, at most.
///   - bounds: Lower bounds of the distances to all centroids.
///   - moved: What is subtracted from them.
///   - most: The search ends once more than so many are found.
///   - found: Where their indexes go, ascending; of the length of `bounds`.
/// - Returns: How many there are, or some number above `most`.
/// - Complexity: O(*clusters*), vectorized where none is found.
func findNearer(
  than own: Float, _ bounds: Span<Float>, _ moved: Span<Float>, atMost most: Int,
  into found: inout [Int32]
) -> Int {
  precondition(bounds.count == moved.count && found.count == bounds.count, "lengths differ")
  return unsafe bounds.withUnsafeBufferPointer { bounds in
    unsafe moved.withUnsafeBufferPointer { moved in
      unsafe found.withUnsafeMutableBufferPointer { found in
        var (count, start) = (0, 0)
        while start < bounds.count, count <= most {
          let end = min(start + wide, bounds.count)
          // A difference below 0 has its first bit set; unlike a comparison, that is vectorized.
          var bits: UInt32 = end - start < wide ? 1 << 31 : 0
          if bits == 0 {
            for index in start..<start + wide {
              bits |= unsafe (bounds[index] - moved[index] - own).bitPattern
            }
          }
          if bits >> 31 != 0 {
            // Without a branch that would be foretold wrongly as often as not.
            for index in start..<end {
              unsafe found[count] = Int32(truncatingIfNeeded: index)
              count += unsafe Int((bounds[index] - moved[index] - own).bitPattern >> 31)
            }
          }
          start = end
        }
        return count
      }
    }
  }
}

private let wide = 16
