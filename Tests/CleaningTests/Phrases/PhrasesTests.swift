import Cleaning
import Testing

@Suite struct PhrasesTests {
  private func phrases(_ names: String...) -> Phrases {
    Phrases(names.map { Phrase(phrase: $0, count: 5, npmi: 0.6) })
  }

  private func tokens(_ text: String, _ phrases: Phrases) -> String {
    DocumentCleaner(CleaningOptions(stemming: .none)).clean([SourceDocument(text: text)]).joined(
      phrases
    )
    .documents[0].tokens
  }

  @Test func `phrases become one token, from left to right`() {
    #expect(tokens("red wine glass", phrases("red_wine", "wine_glass")) == "red_wine glass")
    #expect(tokens("green red wine", phrases("red_wine")) == "green red_wine")
    #expect(tokens("red wine", phrases()) == "red wine")
  }

  @Test func `a second round lengthens phrases`() {
    let city = phrases("york_city", "york_city_marathon", "ice_cream", "ice_cream_york_city")
    #expect(tokens("york city marathon", city) == "york_city_marathon")
    #expect(tokens("ice cream york city", city) == "ice_cream_york_city")
    #expect(tokens("york marathon", city) == "york marathon")
  }

  @Test func `phrases of one name are one, with the counts of both`() {
    let phrases = Phrases([
      Phrase(phrase: "b_c", count: 2, npmi: 0.7), Phrase(phrase: "a_b", count: 1, npmi: 0.5),
      Phrase(phrase: "b_c", count: 3, npmi: 0.6),
    ])
    #expect(
      phrases.entries == [
        Phrase(phrase: "a_b", count: 1, npmi: 0.5), Phrase(phrase: "b_c", count: 5, npmi: 0.7),
      ])
  }

  @Test func `joining leaves text, title and language as they are`() {
    let batch = DocumentCleaner().clean([
      SourceDocument(title: "Red wine", text: "Two glasses of red wine, please")
    ])
    let joined = batch.joined(phrases("red_wine")).documents[0]
    #expect(joined.title == "Red wine" && joined.text == batch.documents[0].text)
    #expect(joined.tokens.split(separator: " ").count { $0 == "red_wine" } == 2)
    #expect(joined.tokenCount == batch.documents[0].tokenCount - 2)
  }
}
