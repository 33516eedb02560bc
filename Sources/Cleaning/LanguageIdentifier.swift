/// Finds the language of a document in the plainest way: by its script, and among languages in Latin
/// letters by their function words.
///
/// The script with most letters decides, a syllable of Hangul or an ideograph counting as three
/// letters. Among Latin languages Vietnamese has letters of its own; otherwise the language wins whose
/// stop words occur most often, if at least three words and a seventh of the document are such, and
/// half as many again as of any other language. A document for which that is not so has the standard
/// language. Statistics over letters would do better on short texts and closely related languages.
public struct LanguageIdentifier: Sendable {
  /// The language of documents in Latin letters that say too little.
  public let standard: Language

  private let stopWords: StopWords

  /// Creates an identifier.
  public init(standard: Language = .english, stopWords: StopWords = StopWords()) {
    self.standard = standard
    self.stopWords = stopWords
  }

  /// The language of a document of `words`, as the tokenizer gives them.
  public func language(of words: [String]) -> Language {
    var tally = LanguageTally()
    for word in words { tally.add(features(of: Array(word.utf8))) }
    return tally.language(standard: standard)
  }

  /// The language of a document of `words`, numbers of a table whose features are `features`.
  func language(of words: some Sequence<Int32>, features: [WordFeatures]) -> Language {
    var tally = LanguageTally()
    for word in words { tally.add(features[Int(word)]) }
    return tally.language(standard: standard)
  }

  /// What the UTF-8 of a word says about its language.
  func features(of word: [UInt8]) -> WordFeatures {
    let languages = stopWords.functionLanguages(of: String(decoding: word, as: UTF8.self))
    return WordFeatures(word, functionLanguages: languages)
  }
}

/// What a word says about its language.
struct WordFeatures {
  /// The script of its letters.
  var script = Script.other
  /// The number of its letters.
  var letters = 0
  /// The number of its letters that Vietnamese alone has.
  var vietnamese = 0
  /// The languages that have it as a function word.
  var functionLanguages: LanguageSet

  /// Counts the letters of the UTF-8 of a word.
  init(_ word: [UInt8], functionLanguages: LanguageSet) {
    self.functionLanguages = functionLanguages
    var index = 0
    while index < word.count {
      let (value, size) = scalar(word.span, at: index)
      let info = CharacterTable.standard[value]
      if info.kind == .letter {
        script = info.script
        letters += 1
        if Self.isVietnamese(value) { vietnamese += 1 }
      }
      index += size
    }
  }

  /// Whether a lower-case letter is đ, ơ, ư or has a tone besides a hat or horn. The letters â, ê, ô
  /// and ă are French and Romanian as well.
  private static func isVietnamese(_ value: UInt32) -> Bool {
    value == 0x111 || value == 0x1A1 || value == 0x1B0 || (0x1EA1...0x1EF9).contains(value)
  }
}

/// The features of all words of a document together.
private struct LanguageTally {
  private var words = 0
  private var letters = InlineArray<10, Int>(repeating: 0)
  private var vietnamese = 0
  private var functionWords = InlineArray<16, Int>(repeating: 0)

  mutating func add(_ word: WordFeatures) {
    words += 1
    letters[Int(word.script.rawValue)] += word.letters
    vietnamese += word.vietnamese
    var languages = word.functionLanguages.rawValue
    while languages != 0 {
      functionWords[languages.trailingZeroBitCount] += 1
      languages &= languages - 1
    }
  }

  func language(standard: Language) -> Language {
    switch mainScript {
    case .latin: latinLanguage ?? standard
    case .greek: .greek
    case .cyrillic: .russian
    case .hebrew: .hebrew
    case .arabic: .arabic
    case .thai: .thai
    case .hangul: .korean
    case .kana: .japanese
    // Japanese mixes ideographs with kana, Chinese does not.
    case .han: self[.kana] * 10 > self[.han] ? .japanese : .chinese
    case .other, nil: .undetermined
    }
  }

  private subscript(script: Script) -> Int { letters[Int(script.rawValue)] }

  /// The script with most letters, the first one among equals; nil without letters.
  private var mainScript: Script? {
    var main: (script: Script?, weight: Int) = (nil, 0)
    for script in Script.allCases {
      let weight = self[script] * (script.isSyllabic ? 3 : 1)
      if weight > main.weight { main = (script, weight) }
    }
    return main.script
  }

  /// The language in Latin letters, if it is clear.
  private var latinLanguage: Language? {
    if vietnamese >= 2, vietnamese * 20 >= self[.latin] { return .vietnamese }
    let latin: [Language] = [.english, .german, .french, .spanish, .portuguese, .italian]
    let ranked = latin.sorted { functionWords[$0.index] > functionWords[$1.index] }
    let (best, second) = (functionWords[ranked[0].index], functionWords[ranked[1].index])
    return best >= 3 && best * 7 >= words && best * 2 >= second * 3 ? ranked[0] : nil
  }
}
