/// The squared Euclidean distance of two vectors in double precision: what decides which centroid is
/// nearest.
///
/// Products of matrices find almost the same sooner, and tell of nearly all centroids that they
/// cannot be nearest; the few others are compared by this. Eight sums are kept, of every eighth
/// coordinate each, and added in their order: the same number on every processor.
///
/// - Precondition: The lengths are equal.
/// - Complexity: O(*dimensions*), vectorized.
func exactSquaredDistance(_ a: Span<Float>, _ b: Span<Float>) -> Double {
  precondition(a.count == b.count, "lengths \(a.count) and \(b.count) differ")
  return unsafe a.withUnsafeBytes { a in
    unsafe b.withUnsafeBytes { b in
      var sums = SIMD8<Double>()
      let whole = a.count / 32 * 32
      for offset in stride(from: 0, to: whole, by: 32) {
        let x = unsafe a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        let y = unsafe b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        let difference = SIMD8<Double>(x) - SIMD8<Double>(y)
        sums += difference * difference
      }
      for (lane, offset) in stride(from: whole, to: a.count, by: 4).enumerated() {
        let x = unsafe a.loadUnaligned(fromByteOffset: offset, as: Float.self)
        let y = unsafe b.loadUnaligned(fromByteOffset: offset, as: Float.self)
        let difference = Double(x) - Double(y)
        sums[lane] += difference * difference
      }
      return sums.indices.reduce(0) { $0 + sums[$1] }
    }
  }
}
