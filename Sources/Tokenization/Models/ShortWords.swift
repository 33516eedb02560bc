/// The words of up to eight bytes that are tokens as a whole, found by one look into a table.
///
/// Most words of a text are such. In a ``TokenTrie`` each of their bytes is a step that waits for the
/// one before, and their nodes lie far apart; here a word is a number, and its place follows from it.
/// Words that are not found may be tokens all the same.
struct ShortWords: Sendable {
  /// A place of the table, 16 bytes.
  private struct Entry: BitwiseCopyable, Sendable {
    /// The bytes of the word, the first one lowest; 0 for none.
    var word: UInt64 = 0
    var id: Int32 = -1
  }

  private var table: [Entry]
  private let shift: UInt64

  /// The longest word in bytes.
  static let longest = 8
  /// The places that a word may be at. With a bound, no vocabulary can make the search long.
  private static let tries = 4

  /// Creates a table of tokens with their ids; longer ones, and those that find no place, are left out.
  ///
  /// - Complexity: O(*n*)
  init(_ tokens: some Collection<(token: [UInt8], id: Int32)>) {
    var bits: UInt64 = 4
    while 1 << bits < 2 * tokens.count { bits += 1 }
    shift = 64 - bits
    table = Array(repeating: Entry(), count: 1 << bits + Self.tries)
    for (token, id) in tokens where (1...Self.longest).contains(token.count) && !token.contains(0) {
      let word = token.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let first = place(word)
      let free = (first..<first + Self.tries).first { place in
        table[place].word == 0 || table[place].word == word
      }
      if let free { table[free] = Entry(word: word, id: id) }
    }
  }

  /// Where a word is, or behind.
  @inline(__always)
  private func place(_ word: UInt64) -> Int { Int((word &* 0x9E37_79B9_7F4A_7C15) >> shift) }

  /// The id of a word that is not empty, or -1.
  ///
  /// - Complexity: O(1)
  @inline(__always)
  func id(_ word: UInt64) -> Int32 {
    let table = table.span
    let first = place(word)
    for place in first..<first + Self.tries {
      let entry = table[place]
      if entry.word == word { return entry.id }
      if entry.word == 0 { return -1 }
    }
    return -1
  }
}
