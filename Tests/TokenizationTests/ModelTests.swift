import TestSupport
import Testing
import Tokenization

/// The models against plain searches: tokenizers without any step but the model.
@Suite struct ModelTests {
  private func tokenizer(_ model: String) throws -> SubwordTokenizer {
    let folder = try TemporaryFolder()
    try folder.write("{\"version\":\"1.0\",\"model\":{\(model)}}", to: "tokenizer.json")
    return try SubwordTokenizer(folder: folder.path)
  }

  /// Words of a few letters, some of them of several bytes.
  private func words(_ count: Int, length: UInt64) -> [String] {
    var generator = SystemIndependentGenerator(state: UInt64(count))
    let letters = ["a", "b", "é", "한"]
    return (0..<count).map { _ in
      (0...generator.below(length)).map { _ in letters[Int(generator.below(4))] }.joined()
    }
  }

  @Test func `WordPiece is the greedy search`() throws {
    var tokens = ["[UNK]"]
    for word in words(60, length: 3) {
      for token in [word, "##" + word] where !tokens.contains(token) { tokens.append(token) }
    }
    let list = tokens.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",")
    let tokenizer = try tokenizer(
      """
      "type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
      "max_input_chars_per_word":12,"vocab":{\(list)}
      """)
    let vocabulary = Dictionary(
      uniqueKeysWithValues: tokens.enumerated().map { (Array($1.utf8), Int32($0)) })
    for word in words(3_000, length: 14) {
      let expected = Reference.wordPiece(
        word, vocabulary: vocabulary, unknown: 0, maximumWordLength: 12)
      #expect(tokenizer.encode(word) == expected, "\(word)")
    }
  }

  @Test func `Unigram is the best of all ways`() throws {
    var generator = SystemIndependentGenerator(state: 5)
    var tokens = ["<unk>"]
    // Few scores, so that many sums are equal; the letter é is in no token of its own.
    for word in words(60, length: 3) where !tokens.contains(word) && word != "é" {
      tokens.append(word)
    }
    let scores = [0] + tokens.dropFirst().map { _ in -Double(generator.below(5)) - 1 }
    let list = zip(tokens, scores).map { "[\"\($0)\",\($1)]" }.joined(separator: ",")
    let tokenizer = try tokenizer(
      "\"type\":\"Unigram\",\"unk_id\":0,\"byte_fallback\":false,\"vocab\":[\(list)]")
    let vocabulary = Dictionary(
      uniqueKeysWithValues: tokens.enumerated().map { (Array($1.utf8), Int32($0)) })
    for word in words(1_000, length: 11) {
      let expected = Reference.unigram(
        word, vocabulary: vocabulary, scores: scores, unknown: 0)
      #expect(tokenizer.encode(word) == expected.ids, "\(word)")
    }
  }
}
