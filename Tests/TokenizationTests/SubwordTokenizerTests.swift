import Artifacts
import Foundation
import TestSupport
import Testing
import Tokenization

@Suite struct SubwordTokenizerTests {
  static let names = ["wordpiece", "unigram", "fallback"]

  @Test(arguments: names)
  func `ids of tricky texts are those of tokenizers`(name: String) throws {
    let tokenizer = try Golden.tokenizer(name)
    let expected = Golden.ids(name)
    try #require(expected.count == Golden.texts.count && expected.count > 400)
    for (text, ids) in zip(Golden.texts, expected) {
      #expect(tokenizer.encode(text) == ids, "\(text.debugDescription)")
    }
  }

  @Test(arguments: names)
  func `ids of random texts are those of tokenizers`(name: String) throws {
    let tokenizer = try Golden.tokenizer(name)
    let ids = RandomTexts.first(20_000).lazy.map { tokenizer.encode($0) }
    #expect(Golden.digest(ids) == Golden.text("random", name))
  }

  @Test(arguments: 0..<Golden.variants.count)
  func `ids of other steps are those of tokenizers`(index: Int) throws {
    let variant = Golden.variants[index]
    let name = try #require(variant["name"] as? String)
    let base = try #require(variant["base"] as? String)
    let change = try #require(variant["change"] as? [String: Any])
    let checks = Array(try #require(variant["checks"] as? String).utf8)
    let folder = try TemporaryFolder()
    try changed(base, change, into: folder.path)
    let tokenizer = try SubwordTokenizer(folder: folder.path)
    for (index, text) in Golden.texts.enumerated() {
      let ids = tokenizer.encode(text)
      let check = Array(Golden.digest([ids]).utf8.suffix(4))
      #expect(
        check == Array(checks[(4 * index)..<(4 * index + 4)]),
        "\(name) \(text.debugDescription) \(ids)")
    }
  }

  /// Writes a fixture with other sections into a folder.
  private func changed(_ base: String, _ change: [String: Any], into folder: String) throws {
    let path = "\(Golden.folder)/\(base)/tokenizer.json"
    let data = try #require(FileManager.default.contents(atPath: path))
    let object = try JSONSerialization.jsonObject(with: data)
    var sections = try #require(object as? [String: Any])
    sections.merge(change) { $1 }
    let text = try JSONSerialization.data(withJSONObject: sections)
    try text.write(to: URL(fileURLWithPath: "\(folder)/tokenizer.json"))
  }

  @Test func `a text has the same ids whatever came before`() throws {
    for name in Self.names {
      let tokenizer = try Golden.tokenizer(name)
      var workspace = SubwordTokenizer.Workspace()
      var ids: [Int32] = []
      for text in Golden.texts.reversed() {
        let count = ids.count
        tokenizer.encode(text, into: &ids, using: &workspace)
        #expect(Array(ids[count...]) == tokenizer.encode(text))
      }
    }
  }

  @Test(arguments: names)
  func `threads share a tokenizer and get the same ids`(name: String) async throws {
    let tokenizer = try Golden.tokenizer(name)
    let expected = Golden.ids(name)
    let results = await withTaskGroup(of: [[Int32]].self) { group in
      for _ in 0..<4 {
        group.addTask {
          var workspace = SubwordTokenizer.Workspace()
          return Golden.texts.map { text in
            var ids: [Int32] = []
            tokenizer.encode(text, into: &ids, using: &workspace)
            return ids
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 4 && results.allSatisfy { $0 == expected })
  }

  @Test(.timeLimit(.minutes(1)))
  func `added tokens of white space take linear time`() throws {
    let file = """
      {"model":{"type":"WordPiece","unk_token":"u","continuing_subword_prefix":"##",
      "max_input_chars_per_word":100,"vocab":{"u":0}},"added_tokens":[{"id":1,"content":" ",
      "single_word":false,"lstrip":true,"rstrip":false,"normalized":false,"special":true}]}
      """
    let tokenizer = try SubwordTokenizer(tokenizerFile: MappedFile(Array(file.utf8), name: "t"))
    let ids = tokenizer.encode(String(repeating: " ", count: 200_000))
    #expect(ids == Array(repeating: 1, count: 200_000))
  }

  @Test func `special tokens can be left out`() throws {
    let tokenizer = try Golden.tokenizer("wordpiece")
    let ids = tokenizer.encode("the cat [MASK]")
    #expect(
      ids == tokenizer.prefix + tokenizer.encode("the cat [MASK]", specialTokens: false)
        + tokenizer.suffix)
    #expect(ids.first == tokenizer.classificationID && ids.last == tokenizer.separatorID)
  }

  @Test func `tokens and ids lead to each other`() throws {
    for name in Self.names {
      let tokenizer = try Golden.tokenizer(name)
      for id in 0..<Int32(tokenizer.vocabularySize) {
        let token = try #require(tokenizer.token(id))
        #expect(tokenizer.id(token) == id)
      }
      #expect(tokenizer.token(-1) == nil)
      #expect(tokenizer.token(Int32(tokenizer.vocabularySize)) == nil)
      #expect(tokenizer.id("no such token") == nil)
    }
  }

  @Test func `special tokens have their ids`() throws {
    let word = try Golden.tokenizer("wordpiece")
    #expect(
      [word.paddingID, word.unknownID, word.classificationID, word.separatorID] == [0, 1, 2, 3])
    #expect(word.specialIDs == [0, 1, 2, 3, 4])
    let piece = try Golden.tokenizer("unigram")
    #expect(
      [piece.paddingID, piece.unknownID, piece.classificationID, piece.separatorID] == [1, 3, 0, 2])
  }

  @Test func `a vocabulary file gives the ids of the tokenizer file`() throws {
    let tokenizer = try Golden.tokenizer("vocabulary")
    for (text, ids) in zip(Golden.texts, Golden.ids("wordpiece")) {
      #expect(tokenizer.encode(text) == ids, "\(text.debugDescription)")
    }
  }

  @Test func `a SentencePiece file gives the ids of the tokenizer file`() throws {
    let tokenizer = try Golden.tokenizer("sentencepiece")
    for (text, ids) in zip(Golden.texts, Golden.ids("unigram")) {
      #expect(tokenizer.encode(text) == ids, "\(text.debugDescription)")
    }
  }
}
