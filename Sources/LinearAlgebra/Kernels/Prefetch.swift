import CProcessor

/// Has numbers brought into the cache while something else is done.
///
/// Memory answers after some hundred instructions. Where the next numbers are not those that follow, the
/// processor does not see them coming.
///
/// - Complexity: O(*n*), an instruction for each sixteen numbers.
package func prefetch(_ numbers: Span<Float>) {
  unsafe numbers.withUnsafeBytes { bytes in
    guard let start = bytes.baseAddress else { return }
    for offset in stride(from: 0, to: bytes.count, by: 64) {
      unsafe kindred_prefetch(start + offset)
    }
  }
}
