import Crawling
import LinearAlgebra
import Testing

@Suite struct WordTableTests {
  /// Words of one to twenty letters, some with the same beginning.
  private let words: [String] = {
    var generator = KeyedGenerator(seed: 1, purpose: "words")
    var words: Set<String> = ["", "a", "mw-editsection", "mw-editsection-bracket"]
    while words.count < 500 {
      let letters = (0..<1 + generator.below(20)).map { _ in "abcxyz-é".randomElement(&generator) }
      words.insert(String(letters))
    }
    return words.sorted()
  }()

  /// What a table has for a text in the middle of a page, near its end and at its end.
  private func find(_ table: WordTable<Int>, _ word: String, exact: Bool) -> Set<Int?> {
    Set(
      ["", "<", "<a href=\"x\">"].map { behind in
        let bytes = Array("<\(word)\(behind)".utf8)
        let range = 1..<1 + word.utf8.count
        return exact ? table.exactValue(bytes.span, range) : table.value(bytes.span, range)
      })
  }

  @Test func `every word has its value, in capitals, too, unless these are others`() {
    let table = WordTable(words.enumerated().map { ($1, $0) })
    for (value, word) in words.enumerated() {
      let capitals = String(word.map { $0.isASCII ? Character($0.uppercased()) : $0 })
      #expect(find(table, word, exact: false) == [value])
      #expect(find(table, capitals, exact: false) == [value])
      #expect(find(table, word, exact: true) == [value])
      #expect(find(table, capitals, exact: true) == [capitals == word ? value : nil])
    }
  }

  @Test func `what is no word has none`() {
    let table = WordTable(words.enumerated().map { ($1, $0) })
    let known = Set(words)
    for word in words {
      for other in [word + "q", "q" + word, String(word.dropLast()), word + "\0", "[" + word]
      where !known.contains(other) {
        #expect(find(table, other, exact: false) == [nil], "\(other)")
      }
    }
  }

  @Test(arguments: UInt8.min...UInt8.max)
  func `only the capitals of ASCII are folded`(byte: UInt8) {
    let table = WordTable([("t", 2), ("abcdefghi", 3)])
    #expect(table.value([byte].span, 0..<1) == ([0x74, 0x54].contains(byte) ? 2 : nil))
    let word: [UInt8] = Array("ABCDEFGH".utf8) + [byte]
    #expect(table.value(word.span, 0..<9) == ([0x69, 0x49].contains(byte) ? 3 : nil))
  }
}

extension String {
  fileprivate func randomElement(_ generator: inout KeyedGenerator) -> Character {
    self[index(startIndex, offsetBy: generator.below(count))]
  }
}
