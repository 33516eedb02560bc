import Cleaning
import Testing

@Suite struct PartOfSpeechFilterTests {
  func tokens(_ text: String, _ keep: KeptWords) -> String {
    let cleaner = DocumentCleaner(CleaningOptions(stemming: .none, keep: keep))
    return cleaner.clean([SourceDocument(text: text)]).documents[0].tokens
  }

  @Test(arguments: [
    (KeptWords.all, "young singer quickly wrote beautiful song london mondaymotivation"),
    (.nouns, "singer song london mondaymotivation"),
    (.nounsVerbsAdjectives, "young singer wrote beautiful song london mondaymotivation"),
  ])
  func `only words of the chosen parts of speech count`(keep: KeptWords, expected: String) {
    let text = "The young singer quickly wrote a beautiful song in London. #mondaymotivation"
    #expect(tokens(text, keep) == expected)
  }

  @Test func `the text that an encoder reads stays whole`() {
    let cleaner = DocumentCleaner(CleaningOptions(keep: .nouns))
    let document = cleaner.clean([SourceDocument(title: "A dog", text: "It barks loudly.")])
      .documents[0]
    #expect(document.text == "It barks loudly.")
    #expect(document.title == "A dog")
    #expect(document.tokens == "dog")
  }

  @Test func `languages without a tagger keep all words`() {
    let text = "Der kleine Hund schläft heute und die Katze ist nicht im Garten"
    #expect(tokens(text, .nouns) == tokens(text, .all))
    #expect(tokens("東京タワーへ行く", .nouns) == tokens("東京タワーへ行く", .all))
  }

  @Test func `a document comes out the same alone and among others`() {
    let cleaner = DocumentCleaner(CleaningOptions(keep: .nouns))
    let texts = taggedSentences.map { $0.tokens.joined(separator: " ") }
    let together = cleaner.clean(texts.map { SourceDocument(text: $0) }).documents
    for (text, document) in zip(texts, together) {
      #expect(
        document.tokens == cleaner.clean([SourceDocument(text: text)]).documents[0].tokens)
    }
  }

  @Test func `kept words are named as on the command line`() {
    #expect(KeptWords.allCases.map(\.rawValue) == ["all", "nouns", "nouns-verbs-adjectives"])
    #expect(PartOfSpeech.allCases.filter(KeptWords.nouns.contains) == [.noun, .properNoun])
  }
}
