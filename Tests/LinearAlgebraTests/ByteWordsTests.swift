import LinearAlgebra
import Testing

@Suite struct ByteWordsTests {
  private let bytes: [UInt8] = (0..<20).map { UInt8(0xF0 - 9 * $0) }

  /// The number whose lowest bytes these are.
  private func number(_ bytes: some Collection<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  @Test func `a word is the eight bytes from a place on, the first one the lowest`() {
    for index in 0...12 {
      #expect(bytes.span.word(at: index) == number(bytes[index..<index + 8]))
    }
  }

  @Test func `the beginning of a range ends with it, at the end of the bytes too`() {
    for lower in 0...bytes.count {
      for upper in lower...bytes.count {
        #expect(
          bytes.span.beginning(of: lower..<upper) == number(bytes[lower..<min(upper, lower + 8)]))
      }
    }
  }

  @Test func `eight bytes are replaced, and no others`() {
    for index in 0...12 {
      var changed = bytes
      var span = changed.mutableSpan
      span.setWord(0x0807_0605_0403_0201, at: index)
      #expect(changed == bytes[..<index] + [1, 2, 3, 4, 5, 6, 7, 8] + bytes[(index + 8)...])
    }
  }
}
