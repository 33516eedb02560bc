import Embeddings
import Testing

@Suite struct ClickVocabularyTests {
  private let histories = ClickHistories([
    ("u", "x", ""), ("v", "x", ""), ("v", "game", ""), ("u", "game", ""), ("u", "rare", ""),
  ])

  @Test func `items with enough users are words, and tags follow them`() {
    let tags = ItemTags(
      of: histories.items, [("x", "game"), ("game", "game"), ("rare", "seldom"), ("x", "new")])
    let vocabulary = ClickVocabulary(histories, tags, minimumUsers: 2)
    #expect(vocabulary.items == ["game", "x"] && vocabulary.users == [2, 2])
    #expect(vocabulary.tags == ["game", "new"] && vocabulary.itemsOfTags == [2, 1])
    #expect(vocabulary.count == 4)
    // An item and a tag of one name are two words.
    #expect(vocabulary.words(of: ["x", "rare", "game"]) == [1, nil, 0])
    #expect(vocabulary.words(ofTags: ["seldom", "game"]) == [nil, 2])
  }

  @Test func `there may be no word`() {
    let vocabulary = ClickVocabulary(histories, ItemTags(of: [], []), minimumUsers: 3)
    #expect(vocabulary.count == 0)
  }
}
