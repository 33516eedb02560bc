import CLinux
import Glibc

extension Span<UInt8> {
  /// The first position of a byte in a range, or the end of the range.
  ///
  /// - Complexity: O(*n*), some 10 GB a second: it is the C library's search.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int {
    unsafe withUnsafeBytes { buffer in
      guard !range.isEmpty, let base = buffer.baseAddress,
        let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
      else { return range.upperBound }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The first position of some bytes in a range, or nil.
  func firstIndex(of word: StaticString, in range: Range<Int>) -> Int? {
    unsafe withUnsafeBytes { buffer in
      guard !range.isEmpty,
        let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      else { return nil }
      let found = unsafe kindred_find(
        base + range.lowerBound, range.count, word.utf8Start, word.utf8CodeUnitCount)
      return found < 0 ? nil : range.lowerBound + found
    }
  }

  /// Whether some bytes stand at a position.
  func has(_ word: StaticString, at position: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position >= 0, position + length <= count else { return false }
    return unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return length == 0 }
      return unsafe memcmp(base + position, word.utf8Start, length) == 0
    }
  }

  /// Whether a range holds exactly the bytes of a word in lower case, in letters of either case.
  func isWord(_ word: StaticString, _ range: Range<Int>) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for index in 0..<letters.count {
        let byte = self[range.lowerBound + index]
        let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        if unsafe lower != letters[index] { return false }
      }
      return true
    }
  }

  /// The text of a range; what is not UTF-8 becomes U+FFFD.
  func text(_ range: Range<Int>) -> String {
    unsafe withUnsafeBytes { unsafe String(decoding: $0[range], as: UTF8.self) }
  }
}

extension [UInt8] {
  /// Appends a range of bytes.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    unsafe bytes.withUnsafeBytes { unsafe append(contentsOf: $0[range]) }
  }
}

/// Whether a byte is one of the blanks of HTML: blank, tab, line feed, form feed, carriage return.
func isHTMLBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
}
