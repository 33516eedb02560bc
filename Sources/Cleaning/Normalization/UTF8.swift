/// The scalar at `index` of valid UTF-8, and the number of its bytes.
///
/// - Precondition: A scalar starts at `index`.
func scalar(_ bytes: borrowing Span<UInt8>, at index: Int) -> (value: UInt32, size: Int) {
  let first = UInt32(bytes[index])
  if first < 0x80 { return (first, 1) }
  let second = UInt32(bytes[index + 1] & 0x3F)
  if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
  let third = UInt32(bytes[index + 2] & 0x3F)
  if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
  let fourth = UInt32(bytes[index + 3] & 0x3F)
  return ((first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
}

extension [UInt8] {
  /// Lets `body` move the bytes that stay to the front, and cuts off the rest.
  ///
  /// - Parameter body: Returns the number of bytes that stay.
  /// - Returns: Whether there was a rest.
  @discardableResult
  mutating func compact(_ body: (inout MutableSpan<UInt8>) -> Int) -> Bool {
    compact { bytes in
      let (count, kept) = (bytes.count, body(&bytes))
      return (kept, kept < count)
    }
  }

  /// Lets `body` move the bytes that stay to the front, and cuts off the rest.
  ///
  /// - Parameter body: Returns the number of bytes that stay, and whether anything was changed.
  /// - Returns: Whether anything was.
  mutating func compact(_ body: (inout MutableSpan<UInt8>) -> (count: Int, isChanged: Bool)) -> Bool
  {
    var span = mutableSpan
    let (kept, isChanged) = body(&span)
    removeSubrange(kept...)
    return isChanged
  }

  /// Appends the UTF-8 of a scalar.
  mutating func appendUTF8(_ value: UInt32) {
    switch value {
    case ..<0x80:
      append(UInt8(truncatingIfNeeded: value))
    case ..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    case ..<0x10000:
      append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }
}

extension UInt8 {
  /// Whether the byte is a letter of ASCII.
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// Whether the byte is a digit of ASCII.
  var isDigit: Bool { self &- 0x30 < 10 }
  /// Whether the byte is a letter or digit of ASCII.
  var isAlphanumeric: Bool { isLetter || isDigit }
}
