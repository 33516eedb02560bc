import DocumentTerms
import LinearAlgebra
import Testing

@Suite struct TermIndexTests {
  @Test func `equal words have equal numbers, in order of appearance`() {
    var table = TermIndex()
    // More words than the table has places at first, so that it grows.
    let numbers = (0..<5_000).map { table.number(of: "word\($0 % 2_500)".utf8Span.span) }
    #expect(table.count == 2_500)
    #expect(numbers == (0..<5_000).map { Int32($0 % 2_500) })
    #expect((0..<2_500).allSatisfy { table[Int32($0)] == "word\($0)" })
  }

  @Test func `looking up a word adds none`() {
    var table = TermIndex()
    #expect(table.existingNumber(of: "a".utf8Span.span) == nil)
    _ = table.number(of: "a".utf8Span.span)
    #expect(table.existingNumber(of: "a".utf8Span.span) == 0)
    #expect(table.existingNumber(of: "b".utf8Span.span) == nil)
    #expect(table.count == 1)
  }

  @Test func `a seed changes places, and no numbers`() {
    var (index, seeded) = (TermIndex(), TermIndex(seed: 0x1234_5678_9ABC_DEF0))
    for number in 0..<5_000 {
      let term = String(repeating: "x", count: number % 13) + "\(number % 3_000)"
      #expect(index.number(of: term.utf8Span.span) == seeded.number(of: term.utf8Span.span))
    }
    #expect(index.bytewiseOrder() == seeded.bytewiseOrder())
  }

  @Test func `terms of any length and bytes are told apart as a dictionary does`() {
    var generator = KeyedGenerator(seed: 2, purpose: "terms")
    var index = TermIndex()
    var reference: [[UInt8]: Int32] = [:]
    for _ in 0..<50_000 {
      // Two letters alone, so that many terms are equal, and low bytes, as a length might be one.
      let term = (0..<generator.below(18)).map { _ in UInt8([7, 97][generator.below(2)]) }
      let number = index.number(of: term.span)
      #expect(reference[term, default: Int32(reference.count)] == number)
      reference[term] = number
    }
    #expect(index.count == reference.count && reference.count > 5_000)
  }

  @Test func `the empty word is a word`() {
    var table = TermIndex()
    #expect(table.number(of: "a".utf8Span.span) == 0)
    #expect(table.number(of: "".utf8Span.span) == 1)
    #expect(table.number(of: "".utf8Span.span) == 1)
    #expect(table[1] == "")
  }

  @Test func `terms are joined with blanks, whatever their lengths`() {
    var generator = KeyedGenerator(seed: 3, purpose: "terms")
    var index = TermIndex()
    for length in 0..<40 {
      _ = index.number(of: String(repeating: "é\(length)", count: length).utf8Span.span)
    }
    for count in 0..<300 {
      let numbers = (0..<count % 30).map { _ in Int32(generator.below(index.count)) }
      #expect(index.joined(numbers[...]) == numbers.map { index[$0] }.joined(separator: " "))
    }
  }

  @Test func `terms are ordered by all their bytes`() {
    var generator = KeyedGenerator(seed: 1, purpose: "terms")
    let terms = (0..<3_000).map { _ in
      String(
        (0..<generator.below(14)).map { _ in "ab\0éz".randomElement(using: &generator) ?? "a" })
    }
    var index = TermIndex()
    for term in terms { _ = index.number(of: term.utf8Span.span) }
    let expected = Set(terms.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
    #expect(index.bytewiseOrder().map { Array(index[$0].utf8) } == expected)
  }
}
