import Cleaning
import TestSupport
import Testing

@Suite struct DocumentCleanerTests {
  func clean(_ text: String, title: String = "", cleaner: DocumentCleaner = DocumentCleaner())
    -> CleanedDocument
  {
    cleaner.clean([SourceDocument(title: title, text: text)]).documents[0]
  }

  @Test func `tokens come from title and text, without stop words and endings`() {
    let document = clean(
      "We're running late &amp; loving it! https://t.co/x #MondayMotivation", title: "Two\nDogs")
    #expect(document.title == "Two Dogs")
    #expect(document.text == "We're running late & loving it! #MondayMotivation")
    #expect(document.tokens == "two dog run late love monday motiv")
    #expect(document.tokenCount == 7)
    #expect(document.language == .english)
  }

  @Test func `words stay whole without stemming`() {
    let document = clean("running dogs", cleaner: DocumentCleaner(CleaningOptions(stemming: .none)))
    #expect(document.tokens == "running dogs")
  }

  @Test func `emoji count where they are kept`() {
    #expect(
      clean("good 👍", cleaner: DocumentCleaner(CleaningOptions(emoji: .keep))).tokens == "good 👍")
    #expect(clean("good 👍").tokens == "good")
  }

  @Test func `elided articles are cut off`() {
    let document = clean("L'amour de l'art, c'est la vie que nous avons dans les rues d'Avignon")
    #expect(document.language == .french)
    #expect(document.tokens.split(separator: " ").prefix(2) == ["amour", "art"])
  }

  @Test func `Vietnamese and Korean words are not stemmed`() {
    #expect(clean("Hôm nay mình chạy bộ với các bạn").tokens == "hôm chạy bộ")
    #expect(clean("오늘은 정말 좋아요").tokens == "오늘 좋아요")
  }

  @Test func `a document comes out the same alone and among others`() {
    let texts = ["Running dogs", "Der Hund war mit dem Mann und der Frau im Wald", "run, dog!", ""]
    let together = DocumentCleaner().clean(texts.map { SourceDocument(text: $0) }).documents
    for (text, document) in zip(texts, together) {
      #expect(document.tokens == clean(text).tokens)
      #expect(document.language == clean(text).language)
    }
  }

  @Test(arguments: [
    ("我们昨天去了北京大学", Language.chinese, "们昨 昨天 天去 去了 了北 北京 京大 大学"),
    ("昨日は東京タワーへ行きました。", .japanese, "昨日 東京 タワー 行 きました"),
    ("นักวิ่งมาราธอน", .thai, "นักวิ่ กวิ่ง วิ่งม งมา มาร ารา ราธ าธอ ธอน"),
    (
      "Flickorna sprang genom skogen och det var en vacker dag", .swedish,
      "flick sprang skog vack dag"
    ),
    ("Дети бежали по лесу, и это был прекрасный день", .russian, "дет бежа лес прекрасн ден"),
  ])
  func `other languages have tokens of their own`(text: String, language: Language, tokens: String)
  {
    let document = clean(text)
    #expect(document.language == language)
    #expect(document.tokens == tokens)
  }
}
