import LinearAlgebra

/// The words of a text that ``WordScanner`` would give as they stand, but for their case: nothing but
/// letters of ASCII, of which no three in a row are the same.
///
/// Nine words in ten of a Western text are plain, and most are found by one look at eight bytes.
package enum PlainWords {
  /// Where the plain word that starts at `start` ends, nil if there is none.
  ///
  /// What follows a plain word ends every word: not a digit, an apostrophe or a character beyond ASCII.
  @inline(__always)
  package static func end(in text: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while true {
      // Behind the text stand zeros, which are no letters.
      let block = LetterBlock(text.beginning(of: index..<text.count))
      if block.hasThreeEqual { return nil }
      if block.count < 8 { return ended(text, start, index + block.count) }
      // The last two letters once more, since a third may follow.
      index += 6
    }
  }

  /// The end of a word, if it is one and ends there for every reader.
  @inline(__always)
  private static func ended(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard end > start else { return nil }
    guard end < text.count else { return end }
    let next = text[end]
    return next >= 0x80 || next.isDigit || next == UInt8(ascii: "'") ? nil : end
  }
}

/// Eight bytes, and how many of them are letters before the first other byte.
private struct LetterBlock {
  /// The number of letters, 0 to 8.
  let count: Int
  private let lower: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highest: UInt64 = 0x80 * ones

  init(_ word: UInt64) {
    lower = word | 0x20 * Self.ones
    // The highest bit of each byte tells whether it is at least `a`, or above `z`; none carries over.
    let low = lower & ~Self.highest
    let (atLeastA, aboveZ) = (low + 0x1F * Self.ones, low + 0x05 * Self.ones)
    let others = ~(atLeastA & ~aboveZ & ~word) & Self.highest
    count = others.trailingZeroBitCount / 8
  }

  /// Whether three letters in a row are the same.
  var hasThreeEqual: Bool {
    // A byte of zero where a letter equals the next one.
    let differences = lower ^ lower >> 8
    let nonzero = (differences & ~Self.highest) + ~Self.highest | differences
    let equal = ~nonzero & Self.highest
    let threes = equal & equal >> 8
    return threes.trailingZeroBitCount / 8 + 2 < count
  }
}
