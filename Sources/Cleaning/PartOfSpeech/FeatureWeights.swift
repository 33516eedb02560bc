/// The weights of features: how much each speaks for each part of speech.
///
/// An open-addressing table from the 64-bit key of a feature to a row of 16 weights. A slot knows 16
/// bits of its feature's key, so that one feature in 65,536 that are not in the table is taken for
/// another; most are found to be absent without a look at the weights.
struct FeatureWeights: Equatable, Sendable {
  /// The number of weights of a feature. The last part of speech, `other`, has none: its score is 0.
  static let width = 16

  /// A part of each feature's key, 0 where a slot is free.
  let checks: [UInt16]
  /// The weights, of shape (slots, ``width``).
  let weights: [Int8]

  /// A table from its two columns; nil if they do not fit together or leave no slot free.
  init?(checks: [UInt16], weights: [Int8]) {
    guard checks.count * Self.width == weights.count, checks.contains(0) else { return nil }
    self.checks = checks
    self.weights = weights
  }

  /// A table of features with their rows of weights; the same whatever their order, which is that of
  /// the keys.
  init(_ rows: [(key: UInt64, weights: ArraySlice<Int8>)]) {
    let slots = rows.count + rows.count / 3 + 1
    var checks = [UInt16](repeating: 0, count: slots)
    var weights = [Int8](repeating: 0, count: slots * Self.width)
    for (key, row) in rows.sorted(by: { $0.key < $1.key }) {
      var slot = Self.slot(key, slots)
      while checks[slot] != 0 { slot = slot + 1 == slots ? 0 : slot + 1 }
      checks[slot] = Self.check(key)
      for (offset, weight) in row.enumerated() { weights[slot * Self.width + offset] = weight }
    }
    self.checks = checks
    self.weights = weights
  }

  /// The sum of the weights of features.
  ///
  /// - Precondition: There are at most 256 keys: the sums have 16 bits.
  func scores(_ keys: borrowing Span<UInt64>) -> SIMD16<Int16> {
    let (checks, weights) = (checks.span, weights.span)
    var scores = SIMD16<Int16>()
    for index in keys.indices {
      let check = Self.check(keys[index])
      var slot = Self.slot(keys[index], checks.count)
      while checks[slot] != 0 {
        if checks[slot] == check {
          let row = weights.extracting(slot * Self.width..<(slot + 1) * Self.width)
          for offset in 0..<Self.width { scores[offset] &+= Int16(row[offset]) }
          break
        }
        slot = slot + 1 == checks.count ? 0 : slot + 1
      }
    }
    return scores
  }

  private static func slot(_ key: UInt64, _ slots: Int) -> Int {
    Int(((key >> 32) * UInt64(slots)) >> 32)
  }

  private static func check(_ key: UInt64) -> UInt16 { max(UInt16(truncatingIfNeeded: key), 1) }
}
