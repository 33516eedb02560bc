/// The words of a text that ``WordScanner`` would give as they stand, but for their case: nothing but
/// letters of ASCII, of which no three in a row are the same.
///
/// Nine words in ten of a Western text are plain, and finding them takes a look or two at each byte.
struct PlainWords: ~Copyable {
  /// The text, its ASCII in lower case.
  private let text: [UInt8]

  /// Takes a text in UTF-8.
  init(_ text: borrowing Span<UInt8>) {
    self.text = unsafe [UInt8](unsafeUninitializedCapacity: text.count) { buffer, count in
      for index in text.indices {
        let byte = text[index]
        unsafe buffer[index] = byte &- 0x41 < 26 ? byte | 0x20 : byte
      }
      count = text.count
    }
  }

  /// Where the plain word that starts at `start` ends, nil if there is none.
  ///
  /// What follows a plain word ends every word: not a digit, an apostrophe or a character beyond ASCII.
  func end(from start: Int) -> Int? {
    let text = text.span
    var (previous, beforePrevious): (UInt8, UInt8) = (0, 0)
    var index = start
    while index < text.count {
      let byte = text[index]
      guard byte &- 0x61 < 26 else {
        let goesOn = byte >= 0x80 || byte.isDigit || byte == UInt8(ascii: "'")
        return index > start && !goesOn ? index : nil
      }
      if byte == previous, byte == beforePrevious { return nil }
      (previous, beforePrevious) = (byte, previous)
      index += 1
    }
    return index > start ? index : nil
  }

  /// The word in lower case at a range of the text.
  @_lifetime(borrow self)
  func word(_ range: Range<Int>) -> Span<UInt8> { text.span.extracting(range) }
}
