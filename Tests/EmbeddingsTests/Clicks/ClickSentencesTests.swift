import Embeddings
import Testing

@Suite struct ClickSentencesTests {
  @Test
  func `a user is a sentence of at least two words, and a tag stands before each of its items`() {
    let histories = ClickHistories([
      ("u", "y", "1"), ("u", "x", "2"), ("u", "rare", "3"), ("v", "x", ""), ("v", "z", ""),
      ("w", "x", ""), ("w", "y", ""), ("t", "z", ""),
    ])
    let tags = ItemTags(of: histories.items, [("y", "tag"), ("x", "tag"), ("rare", "tag")])
    let vocabulary = ClickVocabulary(histories, tags, minimumUsers: 2)
    let sentences = ClickSentences.sentences(histories, tags, vocabulary)
    // Words: x, y, z, and the tag.
    let found = (0..<sentences.count).map { Array(sentences.words(of: $0)) }
    #expect(found == [[1, 0], [0, 2], [0, 1], [3, 0, 3, 1]])
  }

  @Test func `a tag of many items has several sentences, and each item is in one`() {
    let items = (100..<130).map { "i\($0)" }
    let histories = ClickHistories(items.map { ("u", $0, "") })
    let tags = ItemTags(of: items, items.map { ($0, "tag") })
    let vocabulary = ClickVocabulary(histories, tags, minimumUsers: 1)
    let sentences = ClickSentences.sentences(histories, tags, vocabulary)
    let ofTag = (1..<sentences.count).map { Array(sentences.words(of: $0)) }
    #expect(ofTag.count == 4)
    #expect(ofTag.joined().filter { $0 < 30 }.sorted() == Array(0..<30))
    for sentence in ofTag {
      #expect(sentence.count <= 16)
      for (place, word) in sentence.enumerated() { #expect((word == 30) == (place % 2 == 0)) }
    }
  }
}
