/// The words of up to 16 bytes that are tokens as a whole, found by one look into a table.
///
/// Most words of a text are such. In a ``TokenTrie`` each of their bytes is a step that waits for the
/// one before, and their nodes lie far apart; here a word is a number, and its place follows from it.
/// Words that are not found may be tokens all the same.
struct ShortWords: Sendable {
  /// The bytes of a word as numbers, the first one lowest; zeros for none.
  struct Word: BitwiseCopyable, Equatable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    /// Adds a byte. Words that are too long become any word, and are not to be asked for.
    @inline(__always)
    mutating func append(_ byte: UInt8, at place: Int) {
      let bits = UInt64(byte) &<< UInt64(truncatingIfNeeded: 8 * (place & 7))
      if place < 8 { low |= bits } else { high |= bits }
    }
  }

  /// A place of the table, 24 bytes.
  private struct Entry: BitwiseCopyable, Sendable {
    var word = Word()
    var id: Int32 = -1
  }

  private var table: [Entry]
  private let shift: UInt64

  /// The longest word in bytes.
  static let longest = 16
  /// The places that a word may be at. With a bound, no vocabulary can make the search long.
  private static let tries = 8

  /// Creates a table of tokens with their ids; longer ones, and those that find no place, are left out.
  ///
  /// - Complexity: O(*n*)
  init(_ tokens: some Collection<(token: [UInt8], id: Int32)>) {
    var bits: UInt64 = 4
    // Four in five places are taken at most: the smaller, the more of the table is in the cache.
    while (1 << bits) * 4 < 5 * tokens.count { bits += 1 }
    shift = 64 - bits
    table = Array(repeating: Entry(), count: 1 << bits + Self.tries)
    for (token, id) in tokens where (1...Self.longest).contains(token.count) && !token.contains(0) {
      var word = Word()
      for (index, byte) in token.enumerated() { word.append(byte, at: index) }
      let first = place(word)
      let free = (first..<first + Self.tries).first { place in
        table[place].word == Word() || table[place].word == word
      }
      if let free { table[free] = Entry(word: word, id: id) }
    }
  }

  /// Where a word is, or behind.
  @inline(__always)
  private func place(_ word: Word) -> Int {
    let mixed = word.low ^ (word.high &* 0xC2B2_AE3D_27D4_EB4F)
    return Int((mixed &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  /// The id of a word that is not empty, or -1.
  ///
  /// - Complexity: O(1)
  @inline(__always)
  func id(_ word: Word) -> Int32 {
    let table = table.span
    let first = place(word)
    for place in first..<first + Self.tries {
      let entry = table[place]
      if entry.word == word { return entry.id }
      if entry.word.low == 0 { return -1 }
    }
    return -1
  }
}
