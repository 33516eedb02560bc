import LinearAlgebra

/// MinHash: a few numbers that tell how similar two sets are ([Broder 1997]).
///
/// Each of many permutations of the 32-bit numbers puts another shingle first, and two sets have the
/// same first shingle with a probability of their Jaccard similarity. A permutation here multiplies
/// by an odd number and reads the product as ordered by its high bits; shingles are hashes already,
/// so nothing more is needed, and eight permutations take one instruction each to multiply and to
/// compare. One permutation for all numbers ([Shrivastava and Li 2014]) saves most of that work for
/// long texts, but its bins stay empty in a text of a hundred shingles, and posts are that short.
///
/// [Broder 1997]: https://doi.org/10.1109/SEQUEN.1997.666900
/// [Shrivastava and Li 2014]: https://arxiv.org/abs/1406.4786
package struct MinHash: Sendable {
  /// The number of permutations.
  package static let permutations = 128

  private static let multipliers: [SIMD8<UInt32>] = {
    // Part of the method, as the polynomial of a CRC is: no seed of a run changes it.
    var generator = KeyedGenerator(seed: 0, purpose: "permutations of MinHash")
    return (0..<(permutations / 8)).map { _ in
      var multipliers = SIMD8<UInt32>()
      for lane in 0..<8 { multipliers[lane] = UInt32(truncatingIfNeeded: generator.next()) | 1 }
      return multipliers
    }
  }()

  /// The smallest permuted shingle under each permutation, ``permutations`` of them; a shingle that
  /// comes again changes nothing.
  ///
  /// - Complexity: O(*permutations* · *n*), eight permutations at a time.
  package static func signature(of shingles: [UInt32]) -> [UInt32] {
    var signature = [UInt32]()
    signature.reserveCapacity(permutations)
    let hashes = shingles.span
    let factors = multipliers.span
    // Four vectors at a time stay in registers.
    for first in stride(from: 0, to: factors.count, by: 4) {
      let (a, b) = (factors[first], factors[first + 1])
      let (c, d) = (factors[first + 2], factors[first + 3])
      var (p, q) = (SIMD8<UInt32>(repeating: .max), SIMD8<UInt32>(repeating: .max))
      var (r, s) = (p, q)
      for index in hashes.indices {
        let hash = SIMD8(repeating: hashes[index])
        p = pointwiseMin(p, hash &* a)
        q = pointwiseMin(q, hash &* b)
        r = pointwiseMin(r, hash &* c)
        s = pointwiseMin(s, hash &* d)
      }
      for minima in [p, q, r, s] {
        for lane in 0..<8 { signature.append(minima[lane]) }
      }
    }
    return signature
  }
}
