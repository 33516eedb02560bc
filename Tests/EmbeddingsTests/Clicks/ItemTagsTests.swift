import Embeddings
import Testing

@Suite struct ItemTagsTests {
  private let tags = ItemTags(
    of: ["x", "y", "z"],
    [("y", "여행"), ("x", "게임"), ("y", "game"), ("y", "여행"), ("elsewhere", "other")])

  @Test func `tags of known items are sorted, each once`() {
    #expect(tags.tags == ["game", "게임", "여행"])
    #expect(tags.tagsOfItems == [[1], [0, 2], []])
    #expect(tags.itemsOfTags == [[1], [0], [1]])
  }

  @Test func `items agree if they share a tag, and nothing is said of those without`() {
    let tags = ItemTags(
      of: ["x", "y", "z", "w"], [("x", "a"), ("y", "a"), ("y", "b"), ("z", "b")])
    #expect(tags.agree(0, 1) == true && tags.agree(1, 2) == true)
    #expect(tags.agree(0, 2) == false)
    #expect(tags.agree(0, 3) == nil)
  }

  @Test func `a part of the items keeps the tags`() {
    let part = tags.selecting([2, 1])
    #expect(part.tags == tags.tags && part.tagsOfItems == [[], [0, 2]])
  }
}
