import Cleaning
import Testing

@Suite struct KoreanParticlesTests {
  @Test(arguments: [
    ("방탄소년단의 앨범을 서울에서 들었다", "방탄소년단 앨범 서울 들었다"),
    ("학생들에게 어린이는 부산으로 지하철로", "학생 어린이 부산 지하철"),
    // One syllable is not enough, and a particle that does not fit the sound before it is none.
    ("물을 사과 여행가", "물을 사과 여행가"),
  ])
  func `particles are cut off the ends of Korean words`(text: String, tokens: String) {
    let document = DocumentCleaner().clean([SourceDocument(text: text)]).documents[0]
    #expect(document.language == .korean)
    #expect(document.tokens == tokens)
  }

  @Test func `particles stay without stemming`() {
    let cleaner = DocumentCleaner(CleaningOptions(stemming: .none))
    #expect(cleaner.clean([SourceDocument(text: "앨범을 서울에서")]).documents[0].tokens == "앨범을 서울에서")
  }
}
