import LinearAlgebra

/// What tells most terms apart at once: a term of up to seven bytes whole, of a longer one its first
/// eight bytes and a hash.
struct TermKey: Equatable {
  private var prefix: UInt64 = 0
  private var bits: UInt32 = 0

  /// Whether equal keys are equal terms.
  var isWhole: Bool { bits & 1 == 0 }
  /// Where to look in a hash table.
  var hash: Int { Int(bits >> 1) }

  /// The key of a term without bytes.
  init() {}

  /// The key of a term; `seed` changes where to look for it.
  ///
  /// - Complexity: O(*n*) in its bytes, eight at a time.
  init(_ term: borrowing Span<UInt8>, seed: UInt64) {
    self.init(term, term.indices, seed: seed)
  }

  /// The key of the term in a range of a text.
  init(_ text: borrowing Span<UInt8>, _ range: Range<Int>, seed: UInt64) {
    let count = range.count
    prefix = text.beginning(of: range)
    guard count >= 8 else {
      // Up to seven bytes and, in the highest byte, their number.
      prefix |= UInt64(count) << 56
      bits = Self.folded(Self.mixed(prefix ^ seed)) & ~1
      return
    }
    var hash = Self.mixed(prefix ^ UInt64(count) << 56 ^ seed)
    for offset in stride(from: 8, to: count - 7, by: 8) {
      hash = Self.mixed(hash ^ text.word(at: range.lowerBound + offset))
    }
    // The last eight bytes, of which some were there before.
    bits = Self.folded(Self.mixed(hash ^ text.word(at: range.upperBound - 8))) | 1
  }

  /// The first half of the finalizer of MurmurHash3.
  private static func mixed(_ bits: UInt64) -> UInt64 {
    let product = (bits ^ bits >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return product ^ product >> 29
  }

  private static func folded(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash &* 0xC4CE_B9FE_1A85_EC53 >> 32)
  }
}
