import Cleaning
import Testing

@Suite struct RecasingTests {
  @Test(
    arguments: zip(
      Recasing.allCases,
      [
        "WE DO N'T LIKE IPHONES", "We Do n't Like IPhones",
        "we do n't like iphones",
      ]))
  func `words change their case and keep their part of speech`(
    recasing: Recasing, expected: String
  ) {
    let sentence = taggedSentence("We/PRON do/AUX n't/PART like/VERB iPhones/NOUN")
    let recased = recasing.applied(to: sentence)
    #expect(recased.tokens.joined(separator: " ") == expected)
    #expect(recased.tags == sentence.tags)
  }

  @Test func `one of each few sentences is added in each case`() {
    let added = Recasing.added(to: taggedSentences, every: 5)
    #expect(added.count == taggedSentences.count + 2 * 3)
    #expect(added.prefix(taggedSentences.count) == taggedSentences[...])
    #expect(added[taggedSentences.count] == Recasing.upper.applied(to: taggedSentences[4]))
    #expect(Recasing.added(to: taggedSentences, every: nil) == taggedSentences)
  }
}
