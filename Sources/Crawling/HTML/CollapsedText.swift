/// Text that is put together of pieces, every run of blanks one blank, and none at its ends: what a
/// browser shows.
struct CollapsedText {
  /// The text in UTF-8.
  private(set) var bytes: [UInt8] = []
  private var isPending = false

  /// Whether nothing but blanks was appended.
  var isEmpty: Bool { bytes.isEmpty }

  /// The text.
  var text: String { bytes.span.text(0..<bytes.count) }

  /// Makes the text empty.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isPending = false
  }

  /// Appends a blank.
  mutating func appendBlank() { isPending = !bytes.isEmpty }

  /// Appends a range of valid UTF-8 without references.
  ///
  /// Stretches that are collapsed already are copied as they stand.
  mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let blank = blankLength(source, index, range.upperBound)
      if blank > 0 {
        isPending = !bytes.isEmpty
        index += blank
        continue
      }
      let start = index
      index = endOfWords(source, index, range.upperBound)
      if isPending { bytes.append(0x20) }
      isPending = false
      bytes.append(source, start..<index)
    }
  }

  /// The end of the words from a position on that single blanks part.
  private func endOfWords(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end {
      let byte = source[index]
      if byte == 0x20 {
        // A blank that another one or the end follows is not for certain shown.
        if index + 1 == end || blankLength(source, index + 1, end) > 0 { return index }
      } else if byte < 0x20 || byte >= 0xC2, blankLength(source, index, end) > 0 {
        return index
      }
      index += 1
    }
    return end
  }
}

/// The number of bytes of the blank at a position, 0 if there is none: Unicode's White_Space.
func blankLength(_ source: Span<UInt8>, _ index: Int, _ end: Int) -> Int {
  let byte = source[index]
  if byte <= 0x20 { return byte == 0x20 || (byte >= 9 && byte <= 13) ? 1 : 0 }
  if byte < 0xC2 || byte > 0xE3 { return 0 }
  if byte == 0xC2 {
    return index + 1 < end && (source[index + 1] == 0xA0 || source[index + 1] == 0x85) ? 2 : 0
  }
  guard byte >= 0xE1, index + 2 < end else { return 0 }
  switch (byte, source[index + 1], source[index + 2]) {
  case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
    (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
    return 3
  default: return 0
  }
}
