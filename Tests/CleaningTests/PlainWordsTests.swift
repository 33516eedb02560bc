import Cleaning
import LinearAlgebra
import Testing

@Suite struct PlainWordsTests {
  /// Where a plain word ends, by an obvious loop.
  private func naiveEnd(_ text: [UInt8], from start: Int) -> Int? {
    func isLetter(_ byte: UInt8) -> Bool {
      (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    let end = text[start...].firstIndex { !isLetter($0) } ?? text.count
    let word = text[start..<end].map { $0 | 0x20 }
    guard end > start else { return nil }
    for index in word.indices.dropFirst(2)
    where word[index] == word[index - 1] && word[index] == word[index - 2] {
      return nil
    }
    guard end < text.count else { return end }
    let next = text[end]
    return next >= 0x80 || (0x30...0x39).contains(next) || next == 0x27 ? nil : end
  }

  @Test func `words end where an obvious loop ends them`() {
    var generator = KeyedGenerator(seed: 5, purpose: "plain words")
    // The neighbors of letters among them, and letters so often that words are long.
    let others = Array("@[`{'0/:9 \u{0}\u{7F}".utf8) + [0x80, 0xC3, 0xE1, 0xFA]
    var (plain, refused) = (0, 0)
    for _ in 0..<4_000 {
      let text = (0..<generator.below(40)).map { _ in
        generator.below(8) == 0
          ? others[generator.below(others.count)]
          : UInt8([0x41, 0x61, 0x62, 0x5A, 0x7A, 0x6D][generator.below(6)])
      }
      for start in text.indices {
        let end = PlainWords.end(in: text.span, from: start)
        #expect(end == naiveEnd(text, from: start))
        if end == nil { refused += 1 } else { plain += 1 }
      }
    }
    #expect(plain > 10_000 && refused > 10_000)
  }

  @Test func `three equal letters are found wherever eight bytes end`() {
    for count in 3...30 {
      for first in 0...(count - 3) {
        var text = (0..<count).map { UInt8(0x61 + $0 % 2) }
        // An `x` differs from its neighbors, whatever the case.
        for offset in 0..<3 { text[first + offset] = offset == 1 ? 0x58 : 0x78 }
        #expect(PlainWords.end(in: text.span, from: 0) == nil)
        text[first + 2] = 0x79
        #expect(PlainWords.end(in: text.span, from: 0) == count)
        text[first + 2] = 0x20
        #expect(PlainWords.end(in: text.span, from: 0) == first + 2)
      }
    }
  }
}
