import Cleaning
import Testing

/// What holds of any text, however strange.
@Suite struct CleaningPropertyTests {
  /// Texts of random scalars from all of Unicode, marks that the steps look for, and words.
  private static func texts(_ count: Int) -> [String] {
    let parts = [
      "&amp;", "<b>", "</p>", "https://t.co/x", "@name", "#HashTag", "[", "]", "\n", " ", "aaaaaa",
      "Ã©", "â€™", "don't", "the", "running", "last week", "한국어는", "東京タワー", "ภาษาไทย", "tiếng Việt",
      "👩‍💻", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "e\u{301}", "ﬁ", "\u{202E}", "\u{0}", "www.example.com", "a@b.co", "l'amour",
    ]
    var state: UInt64 = 11
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<count).map { _ in
      var text = ""
      for _ in 0..<(1 + next(24)) {
        switch next(4) {
        case 0: text += parts[next(parts.count)]
        case 1: text.unicodeScalars.append(Unicode.Scalar(UInt32(next(0x2_0000))) ?? " ")
        case 2: text.unicodeScalars.append(Unicode.Scalar(UInt32(next(0x11_0000))) ?? "x")
        default: text += " " + parts[next(parts.count)]
        }
      }
      return text
    }
  }

  @Test(arguments: [CleaningOptions(), .seed])
  func `a clean text stays as it is, and so do its tokens`(options: CleaningOptions) {
    let texts = Self.texts(1500)
    let cleaner = DocumentCleaner(options)
    let once = cleaner.clean(texts.map { SourceDocument(title: $0, text: $0) }).documents
    let twice = cleaner.clean(
      once.map { SourceDocument(title: $0.title, text: $0.text) }
    ).documents
    for (first, second) in zip(once, twice) {
      #expect(Array(first.title.utf8) == Array(second.title.utf8))
      #expect(Array(first.text.utf8) == Array(second.text.utf8))
      #expect(first.tokens == second.tokens)
      #expect(first.language == second.language)
      #expect(!first.tokens.utf8.contains { $0 < 0x20 })
      #expect(!first.title.utf8.contains(UInt8(ascii: "\n")))
    }
  }
}
