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
    let count = term.count
    guard count >= 8 else {
      prefix = Self.whole(term)
      bits = Self.folded(Self.mixed(prefix ^ seed)) & ~1
      return
    }
    prefix = term.word(at: 0)
    var hash = Self.mixed(prefix ^ UInt64(count) << 56 ^ seed)
    for index in stride(from: 8, to: count - 7, by: 8) {
      hash = Self.mixed(hash ^ term.word(at: index))
    }
    // The last eight bytes, of which some were there before.
    bits = Self.folded(Self.mixed(hash ^ term.word(at: count - 8))) | 1
  }

  /// Up to seven bytes and, in the highest byte, their number.
  private static func whole(_ term: borrowing Span<UInt8>) -> UInt64 {
    let count = term.count
    var whole = UInt64(count) << 56
    if count >= 4 {
      let (first, last) = (UInt64(term.halfWord(at: 0)), UInt64(term.halfWord(at: count - 4)))
      whole |= first | (last >> UInt64(64 - 8 * count)) << 32
    } else {
      for index in term.indices { whole |= UInt64(term[index]) << UInt64(8 * index) }
    }
    return whole
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

extension Span<UInt8> {
  /// The eight bytes from `index` on as a number.
  fileprivate func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index + 8 <= count)
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
  }

  /// The four bytes from `index` on as a number.
  fileprivate func halfWord(at index: Int) -> UInt32 {
    precondition(index >= 0 && index + 4 <= count)
    return unsafe UInt32(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt32.self))
  }
}
