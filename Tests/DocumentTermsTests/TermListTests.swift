import DocumentTerms
import LinearAlgebra
import Testing

@Suite struct TermListTests {
  /// Ranges of a text of so many bytes, of any length and at any place.
  private func ranges(in count: Int, _ generator: inout KeyedGenerator) -> [Range<Int>] {
    (0..<200).map { _ in
      let start = generator.below(count + 1)
      return start..<start + generator.below(min(40, count - start) + 1)
    }
  }

  @Test func `terms are what stood in the text, in order`() {
    var generator = KeyedGenerator(seed: 3, purpose: "lists")
    var list = TermList()
    for count in [0, 1, 7, 8, 9, 100, 5_000] {
      let text = (0..<count).map { _ in UInt8(0x20 + generator.below(0x60)) }
      let ranges = ranges(in: count, &generator)
      list.removeAll()
      for range in ranges { list.append(range, of: text.span) }
      #expect(list.count == ranges.count)
      #expect(
        ranges.indices.allSatisfy { index in
          list[index] == String(decoding: text[ranges[index]], as: UTF8.self)
        })
    }
  }

  @Test func `terms stay what they are wherever the memory ends`() {
    let text = Array("abcdefghijkl".utf8)
    for first in 0..<9 {
      for size in 1...12 {
        var list = TermList()
        list.append(0..<first, of: text.span)
        for _ in 0..<1_500 { list.append(0..<size, of: text.span) }
        let term = String("abcdefghijkl".prefix(size))
        #expect((1..<list.count).allSatisfy { list[$0] == term })
      }
    }
  }

  @Test func `letters are appended in lower case`() {
    var list = TermList()
    let text = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz".utf8)
    for end in 0...text.count { list.append(lowercased: 0..<end, of: text.span) }
    let lower = "abcdefghijklmnopqrstuvwxyzabcxyz"
    #expect((0..<list.count).map { list[$0] } == (0...32).map { String(lower.prefix($0)) })
  }

  @Test(arguments: [0, 0x1234_5678_9ABC_DEF0])
  func `the numbers of a list are those of its terms one by one`(seed: UInt64) {
    var generator = KeyedGenerator(seed: 4, purpose: "lists")
    var (together, single) = (TermIndex(seed: seed), TermIndex(seed: seed))
    var list = TermList()
    // Two letters alone, so that terms come again, within one list and later.
    let text = (0..<2_000).map { _ in UInt8(97 + generator.below(2)) }
    for _ in 0..<60 {
      list.removeAll()
      for range in ranges(in: text.count, &generator) {
        let short = range.lowerBound..<min(range.upperBound, range.lowerBound + 13)
        list.append(short, of: text.span)
      }
      var numbers: [Int32] = [-5]
      together.appendNumbers(of: list, to: &numbers)
      let expected = (0..<list.count).map { single.number(of: list.utf8($0)) }
      #expect(numbers == [-5] + expected)
    }
    // The empty term is among them, and the table grew.
    #expect(together.count == single.count && together.count > 1_500)
    #expect(together.existingNumber(of: [UInt8]().span) != nil)
  }
}
