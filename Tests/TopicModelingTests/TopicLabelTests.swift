import Testing
import TopicModeling

@Suite struct TopicLabelTests {
  @Test func `forms of a word already taken are passed over`() {
    #expect(topicLabel(["novels", "novel", "author", "story"]) == "novels · author · story")
    #expect(topicLabel(["Novel", "novel", "poem"], words: 2) == "Novel · poem")
  }

  @Test func `a label may be shorter than asked for`() {
    #expect(topicLabel(["one", "", "two"]) == "one · two")
    #expect(topicLabel([]) == "")
  }

  @Test(
    arguments: [
      ("cat", "cats", true), ("politics", "political", true), ("computer", "computing", true),
      ("a", "A", true), ("car", "cartoon", false), ("contact", "contract", false),
      ("internet", "interest", false), ("be", "bee", false), ("x", "y", false),
    ])
  func `words of a common beginning and short endings are forms of one`(
    a: String, b: String, expected: Bool
  ) {
    #expect(areFormsOfOneWord(a, b) == expected)
    #expect(areFormsOfOneWord(b, a) == expected)
  }

  @Test func `a phrase with a form of a word already taken is passed over`() {
    #expect(topicLabel(["new york", "york", "bagels", "old bagel"]) == "new york · bagels")
  }

  @Test func `equal labels get more words, then numbers`() {
    let labels = uniqueLabels(
      [["fish", "sea", "boat"], ["fish", "sea", "net"], ["Fish", "sea"], [], []], words: 2)
    #expect(labels == ["fish · sea", "fish · sea · net", "Fish · sea (2)", "", ""])
  }
}
