import LinearAlgebra

/// The step that removes what nobody sees: control characters, zero-width characters, marks of
/// writing direction. Every kind of blank becomes a blank, every kind of line break a line feed.
///
/// A zero-width joiner between two emoji stays, as do the tags of a flag: 👩‍💻 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 would fall apart.
enum InvisibleCharacters {
  /// Takes the step in place, and says whether there was anything to remove or replace.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func remove(from bytes: inout [UInt8]) -> Bool {
    bytes.compact(compact)
  }

  /// Moves the bytes that stay to the front.
  private static func compact(_ bytes: inout MutableSpan<UInt8>) -> (count: Int, isChanged: Bool) {
    var (read, previous) = visibleBeginning(bytes.span)
    var write = read
    var isChanged = false
    while read < bytes.count {
      let (value, size) = scalar(bytes.span, at: read)
      switch replacement(of: value) {
      case .ascii(let byte):
        bytes[write] = byte
        write += 1
        isChanged = isChanged || value != UInt32(byte)
        previous = UInt32(byte)
      case .nothing:
        isChanged = true
      case .joiner where !joins(previous, bytes.span, next: read + size, joiner: value):
        isChanged = true
      case .itself, .joiner:
        for offset in 0..<size { bytes[write + offset] = bytes[read + offset] }
        write += size
        previous = value
      }
      read += size
    }
    return (write, isChanged)
  }

  /// Where the first scalar stands that may not stay, as hardly any text has one, and the one before it.
  private static func visibleBeginning(
    _ bytes: borrowing Span<UInt8>
  ) -> (end: Int, last: UInt32) {
    var index = 0
    var last: UInt32 = 0
    while true {
      let end = bytes.printableEnd(from: index)
      if end > index { last = UInt32(bytes[end - 1]) }
      guard end < bytes.count else { return (end, last) }
      let (value, size) = scalar(bytes, at: end)
      guard case .itself = replacement(of: value) else { return (end, last) }
      (index, last) = (end + size, value)
    }
  }

  private enum Replacement {
    case itself, nothing, joiner
    case ascii(UInt8)
  }

  private static func replacement(of value: UInt32) -> Replacement {
    switch value {
    case 0x20...0x7E: .itself
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: .ascii(UInt8(ascii: "\n"))
    case 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x2800, 0x3000:
      .ascii(UInt8(ascii: " "))
    case ..<0x20, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200C, 0x200E, 0x200F:
      .nothing
    case 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0001: .nothing
    case 0x200D, 0xE0020...0xE007F: .joiner
    default: .itself
    }
  }

  /// Whether the joiner or tag after `previous` belongs to an emoji.
  private static func joins(
    _ previous: UInt32, _ bytes: borrowing Span<UInt8>, next: Int, joiner: UInt32
  ) -> Bool {
    guard joiner == 0x200D else { return previous == 0x1F3F4 || previous >= 0xE0020 }
    guard next < bytes.count else { return false }
    return isEmojiPart(previous) && isEmojiPart(scalar(bytes, at: next).value)
  }

  /// Whether a scalar may stand in a sequence of emoji: a pictograph or the mark that makes it one.
  private static func isEmojiPart(_ value: UInt32) -> Bool {
    (0x2190...0x2BFF).contains(value) || value == 0xFE0F || (0x1F000...0x1FAFF).contains(value)
  }
}
