import LinearAlgebra

/// What tells most terms apart at once: a term of up to 15 bytes whole, of a longer one its first eight
/// bytes and a hash.
struct TermKey: Equatable {
  private var first: UInt64 = 0
  /// The other bytes or their hash and, in the highest byte, the length, or 0xFF for a hash.
  private var rest: UInt64 = 0
  private var bits: UInt32 = 0

  /// Whether equal keys are equal terms.
  var isWhole: Bool { rest >> 56 != 0xFF }
  /// Where to look in a hash table.
  var hash: Int { Int(bits) }

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
    first = text.beginning(of: range)
    let second = range.lowerBound + min(8, range.count)
    if range.count < 16 {
      rest = text.beginning(of: second..<range.upperBound) | UInt64(range.count) << 56
    } else {
      var hash = UInt64(range.count) ^ seed
      for index in stride(from: second, to: range.upperBound - 7, by: 8) {
        hash = Self.mixed(hash ^ text.word(at: index))
      }
      // The last eight bytes, of which some were there before.
      rest = Self.mixed(hash ^ text.word(at: range.upperBound - 8)) | 0xFF << 56
    }
    let product = Self.mixed(first ^ seed ^ rest &* 0x9E37_79B9_7F4A_7C15)
    bits = UInt32(truncatingIfNeeded: product &* 0xC4CE_B9FE_1A85_EC53 >> 32)
  }

  /// The first half of the finalizer of MurmurHash3.
  private static func mixed(_ bits: UInt64) -> UInt64 {
    let product = (bits ^ bits >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return product ^ product >> 29
  }
}
