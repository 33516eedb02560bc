import Artifacts
import Foundation
import TestSupport
import Tokenization

extension FuzzTarget {
  /// Tokenizers of strangers: ``SubwordTokenizer`` of whichever kind, and what it makes of texts.
  static let tokenizer = FuzzTarget(
    "tokenizer",
    law: "every id is one of the vocabulary, and what was encoded before does not matter",
    seeds: [
      Array("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfish\nand\n##s\nchip\n,\n✓\n".utf8),
      Array(
        json(
          "\"normalizer\":{\"type\":\"BertNormalizer\",\"clean_text\":true,\"strip_accents\":null,"
            + "\"handle_chinese_chars\":true,\"lowercase\":true},"
            + "\"pre_tokenizer\":{\"type\":\"BertPreTokenizer\"},"
            + "\"post_processor\":{\"type\":\"BertProcessing\",\"sep\":[\"b\",1],\"cls\":[\"##c\",2]}",
          model:
            "{\"type\":\"WordPiece\",\"unk_token\":\"<s>\",\"continuing_subword_prefix\":\"##\","
            + "\"max_input_chars_per_word\":100,\"vocab\":{\"<s>\":0,\"b\":1,\"##c\":2}}"
        ).utf8),
      Array(
        json(
          "\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFKC\"},"
            + "{\"type\":\"Replace\",\"pattern\":{\"Regex\":\" {2,}\"},\"content\":\" \"}]},"
            + "\"pre_tokenizer\":{\"type\":\"Metaspace\",\"replacement\":\"▁\","
            + "\"prepend_scheme\":\"always\",\"split\":true},\"post_processor\":{\"type\":"
            + "\"TemplateProcessing\",\"single\":[{\"SpecialToken\":{\"id\":\"<s>\",\"type_id\":0}},"
            + "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}}],\"special_tokens\":{\"<s>\":{\"id\":\"<s>\","
            + "\"ids\":[0],\"tokens\":[\"<s>\"]}}}",
          model: "{\"type\":\"Unigram\",\"unk_id\":1,\"byte_fallback\":true,\"vocab\":[[\"<s>\",0],"
            + "[\"<unk>\",0],[\"▁\",-2.5],[\"▁a\",-3],[\"b\",-1e1],[\"<0x41>\",-7]]}"
        ).utf8),
    ]
      + ["unigram/tokenizer.json", "sentencepiece/sentencepiece.bpe.model"].compactMap { name in
        FileManager.default.contents(
          atPath: "\(projectFolder)/Tests/TokenizationTests/Fixtures/\(name)"
        ).map { [UInt8]($0) }
      },
    words: [
      "{\"type\":\"", "Sequence", "Replace", "Prepend", "Strip", "NFKC", "NFD", "Lowercase", "Nmt",
      "StripAccents", "Precompiled", "BertNormalizer", "\"Regex\":\"", "\"String\":\"", "\\\\s+",
      "a*", "{2,}", "[^a]", ".?", "Split", "Punctuation", "Digits", "Whitespace", "WhitespaceSplit",
      "CharDelimiterSplit", "Metaspace", "Isolated", "MergedWithNext", "Contiguous", "Unigram",
      "WordPiece", "\"vocab\":", "\"unk_token\":", "\"unk_id\":", "[\"a\",-1]", "\"a\":1", "\"##\"",
      "\"added_tokens\":[", "\"single_word\":true", "\"lstrip\":true", "\"rstrip\":true",
      "\"normalized\":true", "\"special\":true", "\"content\":\"", "▁", "é", "<0x41>", "null",
      "true", "1e308", "[", "]", "{", "}", ",", "\"", "\n", "\u{8}\u{1}", "\u{A}\u{6}",
    ].map { Array($0.utf8) }
  ) { bytes throws(Violation) in
    let file = MappedFile(bytes, name: "f")
    return [
      try check("json", bytes) { () throws(FileError) in try .init(tokenizerFile: file) },
      try check("text", bytes) { () throws(FileError) in try .init(vocabularyFile: file) },
      try check("plain", bytes) { () throws(FileError) in
        try .init(sentencePieceFile: file, layout: .plain)
      },
      try check("fairseq", bytes) { () throws(FileError) in
        try .init(sentencePieceFile: file, layout: .fairseq)
      },
    ].joined(separator: " ")
  }

  private static let texts = [
    "", "fish and chips", "  a\u{301}b  ABC ✓ 漢字 \u{0}\u{200D}[UNK]<s>", "ﷺ½ aaaaaaaaaaaaaaaa b",
    String(repeating: "a ", count: 50),
  ]

  private static func check(
    _ kind: String, _ bytes: [UInt8], _ read: () throws(FileError) -> SubwordTokenizer
  ) throws(Violation) -> String {
    let tokenizer: SubwordTokenizer
    do throws(FileError) {
      tokenizer = try read()
    } catch {
      try require(!error.remedy.isEmpty, "\(error) has no remedy")
      return refusal(error)
    }
    let size = tokenizer.vocabularySize
    // Ids that a file skips are far fewer than this.
    try require(size <= 2 * bytes.count + 70_000, "\(size) tokens in \(bytes.count) bytes")
    try require((0..<Int32(size)).contains(tokenizer.unknownID), "the unknown id")
    var workspace = SubwordTokenizer.Workspace()
    var counts = 0
    for text in texts + [String(decoding: bytes.prefix(100), as: UTF8.self)] {
      var ids: [Int32] = []
      tokenizer.encode(text, into: &ids, using: &workspace)
      let range = 0..<Int32(size)
      try require(ids.allSatisfy(range.contains), "an id of \(text) is outside")
      try require(ids == tokenizer.encode(text), "\(text) has other ids alone")
      counts += ids.count
    }
    return "\(kind) \(counts.bitWidth - counts.leadingZeroBitCount) \(tokenizer.specialIDs.count)"
  }

  private static func json(_ steps: String, model: String) -> String {
    "{\"added_tokens\":[{\"id\":0,\"content\":\"<s>\",\"single_word\":false,\"lstrip\":true,"
      + "\"rstrip\":false,\"normalized\":false,\"special\":true}],\(steps),\"model\":\(model)}"
  }
}
