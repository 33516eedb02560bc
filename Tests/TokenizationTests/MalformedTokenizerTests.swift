import Artifacts
import Foundation
import TestSupport
import Testing
import Tokenization

@Suite struct MalformedTokenizerTests {
  static let word = """
    "type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
    "max_input_chars_per_word":100
    """

  private func error(_ json: String) throws -> FileError? {
    let folder = try TemporaryFolder()
    try folder.write(json, to: "tokenizer.json")
    return fileError { _ = try SubwordTokenizer(folder: folder.path) }
  }

  @Test(arguments: [
    ("[]", "no section 'model'"),
    ("{\"model\":\n{\"type\":}}", "tokenizer.json:2: is not JSON"),
    ("{\"model\":{\"type\":\"BPE\"}}", "model.type is 'BPE', which is not supported"),
    ("{\"model\":{\"type\":7}}", "model.type is not a text"),
    ("{\"model\":{\(word)}}", "model has no 'vocab'"),
    ("{\"model\":{\(word),\"vocab\":[]}}", "model.vocab is not an object"),
    ("{\"model\":{\(word),\"vocab\":{\"a\":0}}}", "'[UNK]' is not in the vocabulary"),
    ("{\"model\":{\(word),\"vocab\":{\"a\":\"0\"}}}", "no whole number for 'a'"),
    ("{\"model\":{\(word),\"vocab\":{\"a\":0.5}}}", "no whole number for 'a'"),
    ("{\"model\":{\(word),\"vocab\":{\"a\":-1}}}", "token 'a' has the id -1"),
    ("{\"model\":{\(word),\"vocab\":{\"a\":2000000000}}}", "has the id 2000000000, of 1 tokens"),
    ("{\"model\":{\(word),\"vocab\":{\"a\":1,\"b\":1}}}", "'a' and 'b' have the same id 1"),
    ("{\"model\":{\"type\":\"Unigram\",\"unk_id\":1,\"vocab\":[[\"a\",0]]}}", "unk_id is 1, of 1"),
    ("{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0]]}}", "model has no 'unk_id'"),
    (
      "{\"model\":{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[\"a\"]]}}", "model.vocab[0] is not"
    ),
    ("{\"model\":{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[\"a\",1e999]]}}", "too large"),
  ])
  func `a malformed model is named`(json: String, expected: String) throws {
    let error = try #require(try error(json))
    #expect(error.kind == .malformed)
    #expect(error.description.contains(expected), "\(error)")
  }

  @Test(arguments: [
    (
      "\"normalizer\":{\"type\":\"ByteLevel\"}", "normalizer is 'ByteLevel', which is not supported"
    ),
    ("\"normalizer\":{}", "normalizer has no 'type'"),
    (
      "\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"X\"}]}",
      "normalizer.normalizers[0] is 'X'"
    ),
    ("\"normalizer\":{\"type\":\"BertNormalizer\",\"clean_text\":1}", "clean_text is not true or"),
    ("\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"*\"}", "is not base64"),
    ("\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"AAA=\"}", "cut short"),
    (
      "\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"////fwAAAAA=\"}",
      "says that its trie has 2147483647 of 4 bytes"
    ),
    (
      "\"normalizer\":{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"(a)\"},\"content\":\"\"}",
      "normalizer.pattern is 'an expression that has a '(' that is not supported'"
    ),
    ("\"pre_tokenizer\":{\"type\":\"ByteLevel\"}", "pre_tokenizer is 'ByteLevel'"),
    (
      "\"pre_tokenizer\":{\"type\":\"Metaspace\",\"replacement\":\"ab\"}",
      "replacement is not one character"
    ),
    (
      "\"pre_tokenizer\":{\"type\":\"Punctuation\",\"behavior\":\"Gone\"}",
      "pre_tokenizer.behavior is 'Gone'"
    ),
    ("\"post_processor\":{\"type\":\"ByteLevel\"}", "post_processor is 'ByteLevel'"),
    (
      "\"post_processor\":{\"type\":\"BertProcessing\",\"sep\":[\"a\",9],\"cls\":[\"a\",1]}",
      "puts the id 9 around texts"
    ),
    (
      "\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[],\"special_tokens\":{}}",
      "no place for the text"
    ),
  ])
  func `a step that is not supported is named`(section: String, expected: String) throws {
    let model = "\"model\":{\(Self.word),\"vocab\":{\"[UNK]\":0,\"a\":1}}"
    #expect(try error("{\(model)}") == nil)
    let error = try #require(try error("{\(model),\(section)}"))
    #expect(error.description.contains(expected), "\(error)")
  }

  @Test func `added tokens have the ids that are due`() throws {
    func message(_ tokens: String) throws -> String? {
      let model = "\"model\":{\(Self.word),\"vocab\":{\"[UNK]\":0,\"a\":1}}"
      return try error("{\(model),\"added_tokens\":[\(tokens)]}")?.description
    }
    func token(_ content: String, _ id: Int) -> String {
      """
      {"content":"\(content)","id":\(id),"single_word":false,"lstrip":false,"rstrip":false,
      "normalized":false,"special":true}
      """
    }
    #expect(try message(token("a", 1) + "," + token("b", 2)) == nil)
    #expect(try message(token("a", 0))?.contains("has the id 0, where 1 is due") == true)
    #expect(try message(token("b", 7))?.contains("has the id 7, where 2 is due") == true)
    #expect(try message(token("", 2))?.contains("empty") == true)
    #expect(try message(token("b", 2) + "," + token("b", 3))?.contains("the same") == true)
  }

  @Test func `steps that multiply texts without end are refused`() throws {
    let model = "\"model\":{\(Self.word),\"vocab\":{\"[UNK]\":0,\"a\":1}}"
    let step = """
      {"type":"Replace","pattern":{"String":"a"},"content":"aaaaaaaaaaaaaaaa"}
      """
    func normalizers(_ count: Int) -> String {
      let list = repeatElement(step, count: count).joined(separator: ",")
      return "{\(model),\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[\(list)]}}"
    }
    #expect(try error(normalizers(3)) == nil)
    let error = try #require(try error(normalizers(20)))
    #expect(error.description.contains("times longer"))
  }

  @Test func `a folder without a tokenizer says what is missing`() throws {
    let folder = try TemporaryFolder()
    let error = try #require(fileError { _ = try SubwordTokenizer(folder: folder.path) })
    #expect(error.kind == .missing && error.description.contains("tokenizer.json"))
  }

  @Test(arguments: [
    ("a\nb\na\n", "vocab.txt:3: repeats the token of line 1"), ("a\nb\n", "has no token '[UNK]'"),
    ("", "has no token '[UNK]'"),
  ])
  func `a malformed vocabulary file is named`(text: String, expected: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "vocab.txt")
    let error = try #require(fileError { _ = try SubwordTokenizer(folder: folder.path) })
    #expect(error.description.contains(expected), "\(error)")
  }

  /// Whatever is done to a file, reading it gives a tokenizer or an error that names it.
  @Test(arguments: [
    ("unigram", "tokenizer.json"), ("wordpiece", "tokenizer.json"), ("vocabulary", "vocab.txt"),
    ("sentencepiece", "sentencepiece.bpe.model"),
  ])
  func `changed bytes give an error or a tokenizer`(name: String, file: String) throws {
    let data = try #require(
      FileManager.default.contents(atPath: "\(Golden.folder)/\(name)/\(file)"))
    let bytes = [UInt8](data)
    var generator = SystemIndependentGenerator(state: 1)
    let folder = try TemporaryFolder()
    var refused = 0
    for round in 0..<300 {
      var changed = bytes
      if round % 3 == 0 {
        changed.removeSubrange(Int(generator.below(UInt64(bytes.count)))...)
      } else {
        for _ in 0...generator.below(4) {
          let place = Int(generator.below(UInt64(bytes.count)))
          changed[place] = UInt8(generator.below(256))
        }
      }
      try folder.write(Data(changed), to: file)
      do {
        let tokenizer = try SubwordTokenizer(folder: folder.path)
        for text in Golden.texts.prefix(80) { _ = tokenizer.encode(text) }
      } catch {
        refused += 1
        #expect(error.path.contains(file), "\(error)")
      }
    }
    #expect(refused > 90)
  }
}
