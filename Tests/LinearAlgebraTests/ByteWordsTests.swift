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

  @Test func `the first bytes of a word stay`() {
    let word: UInt64 = 0x8877_6655_4433_2211
    #expect((-1...9).map { word.beginning($0) }.prefix(4) == [0, 0, 0x11, 0x2211])
    #expect(word.beginning(7) == 0x77_6655_4433_2211)
    #expect(word.beginning(8) == word && word.beginning(9) == word)
  }

  @Test func `printable characters end at any other byte`() {
    for count in 0..<20 {
      for other in [0x00, 0x0A, 0x1F, 0x7F, 0x80, 0xC3, 0xFF] as [UInt8] {
        for place in 0...count {
          var text = [UInt8](repeating: 0x20, count: count)
          for index in text.indices { text[index] += UInt8(index * 37 % 95) }
          if place < count { text[place] = other }
          for start in 0...count {
            let expected = start <= place ? place : count
            #expect(text.span.printableEnd(from: start) == expected)
          }
        }
      }
    }
  }

  @Test func `a byte beyond ASCII is found wherever it stands`() {
    for count in 0..<20 {
      var text = [UInt8](repeating: 0x7F, count: count)
      let isPlain = text.span.isASCII
      #expect(isPlain)
      for place in 0..<count {
        text[place] = 0x80
        let isASCII = text.span.isASCII
        #expect(!isASCII)
        text[place] = 0x7F
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
