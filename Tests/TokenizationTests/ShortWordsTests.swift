import Artifacts
import TestSupport
import Testing
import Tokenization

/// Words that stand in the table of short ones and words that do not, beside the plain search.
@Suite struct ShortWordsTests {
  /// Thousands of words over few letters, so that many share a place of the table.
  private func words() -> [String] {
    var words: [String] = []
    for length in 1...18 {
      for index in 0..<min(400, 1 << (2 * length)) {
        var rest = index &* 2_654_435_761
        var word = ""
        for _ in 0..<length {
          word.append("abcd"[String.Index(utf16Offset: rest & 3, in: "abcd")])
          rest >>= 2
        }
        words.append(word)
      }
    }
    return Array(Set(words)).sorted()
  }

  @Test func `every word has its own id, and others are cut into pieces`() throws {
    let words = words()
    let known = words.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)
    let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    let tokens = special + known + ["##a", "##b", "##cd"]
    let file = MappedFile(Array(tokens.map { "\($0)\n" }.joined().utf8), name: "vocab.txt")
    let tokenizer = try SubwordTokenizer(vocabularyFile: file)
    let ids = Dictionary(
      uniqueKeysWithValues: tokens.enumerated().map { (Array($1.utf8), Int32($0)) })
    for word in words + ["abcdabcda", "abcdabcdabcdabcdabcd", "dddddddddddd"] {
      let expected = Reference.wordPiece(word, vocabulary: ids, unknown: 1)
      #expect(tokenizer.encode(word, specialTokens: false) == expected, "\(word)")
    }
  }
}
