/// The weights of features: how much each speaks for each part of speech.
///
/// A hash table from the 64-bit key of a feature to a row of 16 weights, without free slots: the rows
/// of a bucket lie one after the other, and there are as many buckets as rows. A row knows 16 bits of
/// its feature's key, so that one feature in some 65,536 that are not in the table is taken for
/// another; most are found to be absent without a look at the weights.
///
///     bucket of a key    starts      checks      weights
///     0                  0 ───────── 0x1F02      (-3, 0, 1, …)
///     1 (empty)          1 ──────┐   0x77A0      (0, 12, 0, …)
///     2                  1 ──────┘
struct FeatureWeights: Equatable, Sendable {
  /// The number of weights of a feature. The last part of speech, `other`, has none: its score is 0.
  static let width = 16

  /// The first row of each bucket and, at the end, the number of rows.
  let starts: [UInt32]
  /// A part of the key of each row's feature.
  let checks: [UInt16]
  /// The weights, of shape (rows, ``width``).
  let weights: [Int8]

  /// A table from its columns; nil if they do not fit together.
  init?(starts: [UInt32], checks: [UInt16], weights: [Int8]) {
    let isSorted = zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
    guard starts.count > 1, starts[0] == 0, isSorted, starts.last == UInt32(checks.count),
      checks.count * Self.width == weights.count
    else { return nil }
    self.starts = starts
    self.checks = checks
    self.weights = weights
  }

  /// A table of features with their rows of weights; the same whatever their order, which is that of
  /// the keys.
  init(_ rows: [(key: UInt64, weights: ArraySlice<Int8>)]) {
    let rows = rows.sorted { $0.key < $1.key }
    let buckets = max(rows.count, 1)
    var starts = [UInt32](repeating: 0, count: buckets + 1)
    for row in rows { starts[Self.bucket(row.key, buckets) + 1] += 1 }
    for bucket in 0..<buckets { starts[bucket + 1] += starts[bucket] }
    self.starts = starts
    // A larger key has no smaller bucket: the rows are in order already.
    checks = rows.map { Self.check($0.key) }
    weights = rows.flatMap(\.weights)
  }

  /// The sum of the weights of features.
  ///
  /// - Precondition: There are at most 256 keys: the sums have 16 bits.
  /// - Complexity: O(*n*) in the keys.
  func scores(_ keys: borrowing Span<UInt64>) -> SIMD16<Int16> {
    let (starts, checks, weights) = (starts.span, checks.span, weights.span)
    var scores = SIMD16<Int16>()
    for index in keys.indices {
      let bucket = Self.bucket(keys[index], starts.count - 1)
      let check = Self.check(keys[index])
      for row in Int(starts[bucket])..<Int(starts[bucket + 1]) where checks[row] == check {
        let row = weights.extracting(row * Self.width..<(row + 1) * Self.width)
        for tag in 0..<Self.width { scores[tag] &+= Int16(row[tag]) }
        break
      }
    }
    return scores
  }

  /// The upper half of the key, scaled to the number of buckets.
  private static func bucket(_ key: UInt64, _ buckets: Int) -> Int {
    Int(((key >> 32) * UInt64(buckets)) >> 32)
  }

  private static func check(_ key: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: key) }
}
