import Cleaning
import Testing

@Suite struct WordTableTests {
  @Test func `equal words have equal numbers, in order of appearance`() {
    var table = WordTable()
    // More words than the table has places at first, so that it grows.
    let numbers = (0..<5_000).map { table.number(of: Array("word\($0 % 2_500)".utf8)) }
    #expect(table.count == 2_500)
    #expect(numbers == (0..<5_000).map { Int32($0 % 2_500) })
    #expect((0..<2_500).allSatisfy { table[Int32($0)] == "word\($0)" })
  }

  @Test func `the empty word is a word`() {
    var table = WordTable()
    #expect(table.number(of: Array("a".utf8)) == 0)
    #expect(table.number(of: []) == 1)
    #expect(table.number(of: []) == 1)
    #expect(table[1] == "")
  }
}
