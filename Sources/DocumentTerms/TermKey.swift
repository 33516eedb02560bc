import LinearAlgebra

/// What tells terms apart without a look at their bytes: a term of up to 15 bytes whole, the first eight
/// bytes of a longer one.
struct TermKey: Equatable {
  /// The first eight bytes, followed by zeros if there are fewer.
  let first: UInt64
  /// The bytes after them and, in the highest byte, the length, or 0xFF if there are more.
  private let rest: UInt64

  /// Creates the key of a term.
  ///
  /// - Parameters:
  ///   - first: Its first eight bytes, or zeros where there are fewer.
  ///   - second: Its next eight bytes in the same way.
  ///   - count: The number of its bytes.
  init(_ first: UInt64, _ second: UInt64, count: Int) {
    self.first = first
    rest = count < 16 ? second | UInt64(truncatingIfNeeded: count) << 56 : 0xFF << 56
  }

  /// Creates the key of a term.
  init(_ term: borrowing Span<UInt8>) {
    self.init(
      term.beginning(of: term.indices), term.beginning(of: term.indices.dropFirst(8)),
      count: term.count)
  }

  /// Whether equal keys are equal terms.
  var isWhole: Bool { rest >> 56 != 0xFF }

  /// Where to look for a term that is whole in its key, as `seed` has it.
  func hash(seed: UInt64) -> UInt32 { Self.hash(first ^ seed ^ rest &* 0x9E37_79B9_7F4A_7C15) }

  /// Where to look for any other term.
  ///
  /// - Complexity: O(*n*) in its bytes, eight at a time.
  static func hash(_ term: borrowing Span<UInt8>, seed: UInt64) -> UInt32 {
    var bits = UInt64(term.count) ^ seed
    for index in stride(from: 0, to: term.count, by: 8) {
      bits = mixed(bits ^ term.beginning(of: index..<term.count))
    }
    return hash(bits)
  }

  private static func hash(_ bits: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: mixed(bits) >> 32)
  }

  /// The first half of the finalizer of MurmurHash3.
  private static func mixed(_ bits: UInt64) -> UInt64 {
    let product = (bits ^ bits >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return product ^ product >> 29
  }
}
