import Cleaning
import Testing

@Suite struct CleaningOptionsTests {
  @Test func `documents of one language are not looked at for others`() {
    let text = "Wir gehen heute mit den Hunden in den Wald und sind froh"
    var options = CleaningOptions()
    #expect(
      DocumentCleaner(options).clean([SourceDocument(text: text)]).documents[0].language == .german)
    options.isMonolingual = true
    let document = DocumentCleaner(options).clean([SourceDocument(text: text)]).documents[0]
    #expect(document.language == .english && document.tokens.contains("und"))
  }

  private func tokens(_ text: String, _ options: CleaningOptions) -> String {
    var options = options
    options.stemming = .none
    return DocumentCleaner(options).clean([SourceDocument(text: text)]).documents[0].tokens
  }

  /// Each step of the recipe in turn: addresses, nouns, lower case, brackets, tags, punctuation, words
  /// with digits, emoji, stop words, adverbs of time, quantifiers.
  @Test(arguments: [
    ("Read the story at https://abc.go.com/index.html now", "story"),
    ("The quick teams played a wonderful match in London", "teams match london"),
    ("The singer [Photo by Reuters] sang a song", "singer song"),
    ("<b>Doctors</b> visit the hospital!!!", "doctors hospital"),
    ("The ps5 is a console 😀🎮", "console"),
    ("Yesterday the mayor opened the museum", "mayor museum"),
    ("Plenty of dogs and several cats live in the house", "dogs cats house"),
  ])
  func `the recipe of the seed counts what it meant to`(text: String, expected: String) {
    #expect(tokens(text, .seed) == expected)
  }

  @Test func `words with digits count unless they are dropped`() {
    var options = CleaningOptions()
    #expect(tokens("ps5 console", options) == "ps5 console")
    options.dropsDigits = true
    #expect(tokens("ps5 console", options) == "console")
  }
}
