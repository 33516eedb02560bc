import DocumentTerms

/// The function words of each language, which say little about a topic.
///
/// The lists lie in `Resources/stop-words-CODE.txt`, with contractions (`don't`) and the forms without
/// apostrophe that people type. The words in `stop-words-web.txt`, such as `www`, are stop words of
/// every language. Each entry goes through the tokenizer, so a list may spell words as people do.
public struct StopWords: Sendable {
  private let words: TermIndex
  /// The languages of each word.
  private let languages: [LanguageSet]

  /// The lists of all languages, which are read once.
  public init() { self = Self.standard }

  private static let standard = StopWords(lists)

  /// - Complexity: O(*n*) in the bytes of the lists, some milliseconds.
  private init(_ lists: [(text: [UInt8], languages: LanguageSet)]) {
    var words = TermIndex()
    var languages = [LanguageSet]()
    let tokenizer = Tokenizer()
    for list in lists {
      var (found, numbers) = (TermList(), [Int32]())
      tokenizer.appendWords(of: list.text.span, to: &found)
      words.appendNumbers(of: found, to: &numbers)
      languages += repeatElement([], count: words.count - languages.count)
      for number in numbers { languages[Int(number)].formUnion(list.languages) }
    }
    (self.words, self.languages) = (words, languages)
  }

  /// Whether `word`, in lower case, is a function word of `language`.
  public func contains(_ word: String, in language: Language) -> Bool {
    contains(Array(word.utf8).span, in: LanguageSet(language))
  }

  /// Whether the word in lower case is a function word of one of some languages.
  func contains(_ word: borrowing Span<UInt8>, in languages: LanguageSet) -> Bool {
    guard let number = words.existingNumber(of: word) else { return false }
    return !self.languages[Int(number)].isDisjoint(with: languages)
  }

  /// The languages that have a word as a function word; empty for words of the web.
  func functionLanguages(of word: borrowing Span<UInt8>) -> LanguageSet {
    guard let number = words.existingNumber(of: word), languages[Int(number)] != .all else {
      return []
    }
    return languages[Int(number)]
  }

  /// A word list and the languages that it holds for.
  private static var lists: [(text: [UInt8], languages: LanguageSet)] {
    [
      (PackageResources.stop_words_af_txt, LanguageSet(.afrikaans)),
      (PackageResources.stop_words_ar_txt, LanguageSet(.arabic)),
      (PackageResources.stop_words_be_txt, LanguageSet(.belarusian)),
      (PackageResources.stop_words_bg_txt, LanguageSet(.bulgarian)),
      (PackageResources.stop_words_ca_txt, LanguageSet(.catalan)),
      (PackageResources.stop_words_cs_txt, LanguageSet(.czech)),
      (PackageResources.stop_words_cy_txt, LanguageSet(.welsh)),
      (PackageResources.stop_words_da_txt, LanguageSet(.danish)),
      (PackageResources.stop_words_de_txt, LanguageSet(.german)),
      (PackageResources.stop_words_el_txt, LanguageSet(.greek)),
      (PackageResources.stop_words_en_txt, LanguageSet(.english)),
      (PackageResources.stop_words_es_txt, LanguageSet(.spanish)),
      (PackageResources.stop_words_et_txt, LanguageSet(.estonian)),
      (PackageResources.stop_words_eu_txt, LanguageSet(.basque)),
      (PackageResources.stop_words_fa_txt, LanguageSet(.persian)),
      (PackageResources.stop_words_fi_txt, LanguageSet(.finnish)),
      (PackageResources.stop_words_fr_txt, LanguageSet(.french)),
      (PackageResources.stop_words_ga_txt, LanguageSet(.irish)),
      (PackageResources.stop_words_he_txt, LanguageSet(.hebrew)),
      (PackageResources.stop_words_hi_txt, LanguageSet(.hindi)),
      (PackageResources.stop_words_hr_txt, LanguageSet(.croatian)),
      (PackageResources.stop_words_hu_txt, LanguageSet(.hungarian)),
      (PackageResources.stop_words_id_txt, LanguageSet(.indonesian)),
      (PackageResources.stop_words_is_txt, LanguageSet(.icelandic)),
      (PackageResources.stop_words_it_txt, LanguageSet(.italian)),
      (PackageResources.stop_words_ja_txt, LanguageSet(.japanese)),
      (PackageResources.stop_words_ko_txt, LanguageSet(.korean)),
      (PackageResources.stop_words_lt_txt, LanguageSet(.lithuanian)),
      (PackageResources.stop_words_lv_txt, LanguageSet(.latvian)),
      (PackageResources.stop_words_mk_txt, LanguageSet(.macedonian)),
      (PackageResources.stop_words_ms_txt, LanguageSet(.malay)),
      (PackageResources.stop_words_nb_txt, LanguageSet(.norwegian)),
      (PackageResources.stop_words_nl_txt, LanguageSet(.dutch)),
      (PackageResources.stop_words_pl_txt, LanguageSet(.polish)),
      (PackageResources.stop_words_pt_txt, LanguageSet(.portuguese)),
      (PackageResources.stop_words_ro_txt, LanguageSet(.romanian)),
      (PackageResources.stop_words_ru_txt, LanguageSet(.russian)),
      (PackageResources.stop_words_sk_txt, LanguageSet(.slovak)),
      (PackageResources.stop_words_sl_txt, LanguageSet(.slovenian)),
      (PackageResources.stop_words_sq_txt, LanguageSet(.albanian)),
      (PackageResources.stop_words_sr_txt, LanguageSet(.serbian)),
      (PackageResources.stop_words_sv_txt, LanguageSet(.swedish)),
      (PackageResources.stop_words_sw_txt, LanguageSet(.swahili)),
      (PackageResources.stop_words_th_txt, LanguageSet(.thai)),
      (PackageResources.stop_words_tl_txt, LanguageSet(.tagalog)),
      (PackageResources.stop_words_tr_txt, LanguageSet(.turkish)),
      (PackageResources.stop_words_uk_txt, LanguageSet(.ukrainian)),
      (PackageResources.stop_words_ur_txt, LanguageSet(.urdu)),
      (PackageResources.stop_words_vi_txt, LanguageSet(.vietnamese)),
      (PackageResources.stop_words_yi_txt, LanguageSet(.yiddish)),
      (PackageResources.stop_words_zh_txt, LanguageSet(.chinese)),
      (PackageResources.stop_words_web_txt, .all),
    ]
  }
}
