import Cleaning
import Testing

@Suite struct StemmerTests {
  @Test(arguments: [
    (Language.english, "running", "run"), (.english, "motivation", "motiv"),
    (.english, "ponies", "poni"),
    (.german, "häusern", "haus"), (.french, "continuellement", "continuel"),
    (.spanish, "corriendo", "corr"), (.russian, "погодой", "погод"),
    (.swedish, "flickorna", "flick"),
    (.dutch, "kinderen", "kinder"), (.finnish, "taloissa", "talo"), (.turkish, "kitaplar", "kitap"),
  ])
  func `stems are Snowball's`(language: Language, word: String, stem: String) throws {
    let stemmer = try #require(Stemmer(language))
    #expect(stemmer.stem(word) == stem)
    #expect(stemmer.stem(word) == stem, "the second call reuses the stemmer's memory")
  }

  @Test(arguments: [Language.vietnamese, .korean, .japanese, .chinese, .thai, .undetermined])
  func `some languages have no stemmer`(language: Language) {
    #expect(Stemmer(language) == nil)
  }

  @Test func `28 languages have a stemmer`() {
    #expect(Language.allCases.count { Stemmer($0) != nil } == 28)
  }
}
