import Cleaning
import Testing

@Suite struct PhraseListTests {
  func tokens(_ text: String, dropping: [PhraseList]) -> String {
    DocumentCleaner(CleaningOptions(stemming: .none, dropping: dropping)).clean([
      SourceDocument(text: text)
    ])
    .documents[0].tokens
  }

  @Test func `phrases of a list are left out, the longest first`() {
    let text = "Last night plenty of runners ran; once in a while several runners rest at night"
    #expect(tokens(text, dropping: PhraseList.allCases) == "runners ran runners rest")
    #expect(tokens(text, dropping: [.timeAdverbs]) == "plenty runners ran several runners rest")
    #expect(
      tokens(text, dropping: []) == "last night plenty runners ran several runners rest night")
  }

  @Test func `only English documents lose them`() {
    let text = "Der Hund war spät im Wald und die Katze war late nicht mit der Frau in dem Haus"
    #expect(tokens(text, dropping: [.timeAdverbs]).contains("late"))
  }
}
