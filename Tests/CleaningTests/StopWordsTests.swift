import Cleaning
import Testing

@Suite struct StopWordsTests {
  @Test(arguments: [
    ("the", Language.english), ("don't", .english), ("dont", .english), ("it", .english),
    ("und", .german), ("für", .german), ("avec", .french), ("même", .french), ("también", .spanish),
    ("não", .portuguese), ("perché", .italian), ("những", .vietnamese), ("그리고", .korean),
  ])
  func `function words are stop words of their language`(word: String, language: Language) {
    #expect(StopWords().contains(word, in: language))
    #expect(!StopWords().contains(word, in: .japanese))
  }

  @Test(arguments: Language.allCases)
  func `words of the web are stop words of every language`(language: Language) {
    let words = Tokenizer().words(in: "http https www com rt via")
    #expect(words.count == 6)
    #expect(words.allSatisfy { StopWords().contains($0, in: language) })
  }

  @Test func `other words are not`() {
    #expect(!StopWords().contains("marathon", in: .english))
    #expect(!StopWords().contains("the", in: .german))
  }
}
