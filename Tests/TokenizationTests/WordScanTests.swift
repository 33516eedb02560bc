import Artifacts
import TestSupport
import Testing
import Tokenization

/// The scan in one pass, beside the steps one after the other.
@Suite struct WordScanTests {
  private static let pieces = [
    "the", "Cat", "unbelievable", "zzz", " ", "  ", "\t", "\n", ",", "!", "[MASK]", "[", "é",
    "e\u{301}", "\u{301}", "漢", "\u{200D}", "\u{0}", "\u{7F}", "\u{A0}", "’", "—", "ß", "İ", "мир",
    String(repeating: "a", count: 99), "1", "a",
  ]

  private func vocabularyFile(_ configuration: String) throws -> SubwordTokenizer {
    let file = try MappedFile("\(Golden.folder)/vocabulary/vocab.txt")
    return try SubwordTokenizer(
      vocabularyFile: file, configuration: MappedFile(Array(configuration.utf8), name: "c"))
  }

  @Test(arguments: [
    "{}", #"{"do_lower_case":false}"#, #"{"do_lower_case":false,"strip_accents":true}"#,
    #"{"strip_accents":false}"#, #"{"tokenize_chinese_chars":false}"#,
  ])
  func `ids are those of the steps one after the other`(configuration: String) throws {
    let tokenizer = try vocabularyFile(configuration)
    var workspace = SubwordTokenizer.Workspace()
    var texts = RandomTexts.first(2_000)
    // Every two pieces side by side, and between two words.
    for first in Self.pieces {
      for second in Self.pieces { texts += [first + second, "a\(first)\(second)b"] }
    }
    for text in texts {
      var expected: [Int32] = []
      tokenizer.encodeStepwise(text.utf8.span, into: &expected, using: &workspace)
      var ids: [Int32] = []
      tokenizer.encode(text, specialTokens: false, into: &ids, using: &workspace)
      #expect(ids == expected, "\(text.unicodeScalars.map(\.value))")
    }
  }

  @Test func `bytes have the ids of the text`() throws {
    let tokenizer = try Golden.tokenizer("wordpiece")
    var workspace = SubwordTokenizer.Workspace()
    for text in Golden.texts {
      var ids: [Int32] = []
      tokenizer.encode(Array(text.utf8).span, into: &ids, using: &workspace)
      #expect(ids == tokenizer.encode(text))
    }
  }
}
