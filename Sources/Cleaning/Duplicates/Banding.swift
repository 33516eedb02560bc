import RealModule

/// How a signature is cut into bands, so that similar documents share a band and others hardly ever
/// do: locality-sensitive hashing.
///
/// Two documents of similarity *s* agree in a band of *r* rows with probability *sʳ*, and in one of
/// *b* bands with 1 − (1 − *sʳ*)ᵇ.
package struct Banding: Sendable, Equatable {
  /// The number of bands.
  package let bands: Int
  /// The permutations of a band.
  package let rows: Int

  /// The fewest pairs of the threshold's similarity that must meet.
  private static let recall = 0.995

  /// The widest bands with which documents as similar as `threshold` meet almost surely: wider bands
  /// bring fewer others together.
  package init(threshold: Double) {
    var best = 1
    for rows in 1...16 where Self.probability(threshold, rows) >= Self.recall { best = rows }
    rows = best
    bands = MinHash.permutations / best
  }

  /// The bands' hashes of a signature, different ones for the documents of each group.
  func keys(of signature: [UInt32], group: UInt64) -> [UInt32] {
    (0..<bands).map { band in
      var key = group
      for row in 0..<rows {
        key = (key ^ UInt64(signature[band * rows + row])) &* 0x9E37_79B9_7F4A_7C15
        key ^= key >> 32
      }
      return UInt32(truncatingIfNeeded: key)
    }
  }

  /// The probability that two documents of a similarity meet in bands of `rows` rows.
  private static func probability(_ similarity: Double, _ rows: Int) -> Double {
    let agreement = Double.pow(similarity, Double(rows))
    return 1 - Double.pow(1 - agreement, Double(MinHash.permutations / rows))
  }
}
