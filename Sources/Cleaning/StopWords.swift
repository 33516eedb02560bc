/// The function words of each language, which say little about a topic.
///
/// The lists lie in `Resources/stop-words-CODE.txt`, with contractions (`don't`) and the forms without
/// apostrophe that people type. The words in `stop-words-web.txt`, such as `www`, are stop words of
/// every language. Each entry goes through the tokenizer, so a list may spell words as people do.
public struct StopWords: Sendable {
  private let languages: [String: LanguageSet]

  /// Reads the lists.
  ///
  /// - Complexity: O(*n*) in the bytes of the lists, about a millisecond.
  public init() {
    var languages = [String: LanguageSet]()
    let tokenizer = Tokenizer()
    for list in Self.lists {
      for word in tokenizer.words(in: String(decoding: list.text, as: UTF8.self)) {
        languages[word, default: []].formUnion(list.languages)
      }
    }
    self.languages = languages
  }

  /// Whether `word`, in lower case, is a function word of `language`.
  public func contains(_ word: String, in language: Language) -> Bool {
    languages[word]?.contains(LanguageSet(language)) ?? false
  }

  /// The languages that have `word` as a function word; empty for words of the web.
  func functionLanguages(of word: String) -> LanguageSet {
    guard let set = languages[word], set != .all else { return [] }
    return set
  }

  /// A word list and the languages that it holds for.
  private static var lists: [(text: [UInt8], languages: LanguageSet)] {
    [
      (PackageResources.stop_words_en_txt, LanguageSet(.english)),
      (PackageResources.stop_words_de_txt, LanguageSet(.german)),
      (PackageResources.stop_words_fr_txt, LanguageSet(.french)),
      (PackageResources.stop_words_es_txt, LanguageSet(.spanish)),
      (PackageResources.stop_words_pt_txt, LanguageSet(.portuguese)),
      (PackageResources.stop_words_it_txt, LanguageSet(.italian)),
      (PackageResources.stop_words_vi_txt, LanguageSet(.vietnamese)),
      (PackageResources.stop_words_ko_txt, LanguageSet(.korean)),
      (PackageResources.stop_words_web_txt, .all),
    ]
  }
}

/// A set of languages.
struct LanguageSet: OptionSet {
  let rawValue: UInt16

  /// Every language.
  static let all = Self(rawValue: .max)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The set of one language.
  init(_ language: Language) { self.init(rawValue: 1 << language.index) }
}
