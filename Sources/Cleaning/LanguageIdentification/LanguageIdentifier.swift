import DocumentTerms

/// The language of a document, and how much of the document is written in its script.
public struct IdentifiedLanguage: Equatable, Sendable {
  /// The language.
  public let language: Language
  /// The share of letters in the script of the language, from 0 to 1: less than 1 for a Korean text
  /// with English names.
  public let share: Double
}

/// Finds the language of a document.
///
///     LanguageIdentifier().identify("Hvor er det blitt av de gode, gamle dagene?").language  // .norwegian
///
/// 1. The script with most letters decides where one language alone has it, a syllable or an ideograph
///    counting as three letters.
/// 2. Among the languages of Latin, Cyrillic and Arabic letters, function words decide where they leave
///    no doubt.
/// 3. Otherwise ``LetterProfile`` tells how unusual the runs of letters are in each language, each
///    function word counts for its languages, and the standard language and the common ones have a
///    start over others.
/// 4. Where the best two of that are close, Google's CLD2 has a vote; in scripts without a profile, the
///    only one.
///
/// On newspaper sentences of 36 languages this is right in 98.6 of 100, CLD2 alone in 97.4; CLD2 takes
/// short English posts for Dutch, Danish or Galician. A document that says too little has the standard
/// language.
public struct LanguageIdentifier: Sendable {
  /// The language of documents that say too little.
  public let standard: Language

  /// The index of the standard language.
  let standardIndex: Int

  private let stopWords: StopWords
  private let profiles = LanguageProfiles.standard

  /// Creates an identifier.
  public init(standard: Language = .english, stopWords: StopWords = StopWords()) {
    self.standard = standard
    standardIndex = standard.index
    self.stopWords = stopWords
  }

  /// The language of a text.
  ///
  /// - Complexity: O(*n*) in the bytes of the text.
  public func identify(_ text: String) -> IdentifiedLanguage { identify([text])[0] }

  /// The language of each text, the same as alone; a word that stands in many is scored once.
  ///
  /// - Complexity: O(*n*) in the bytes of the texts.
  public func identify(_ texts: some Sequence<String>) -> [IdentifiedLanguage] {
    let tokenizer = Tokenizer()
    var vocabulary = TermIndex()
    var evidence = LanguageEvidence()
    return texts.map { text in
      let bytes = Array(text.utf8)
      var (found, words) = (TermList(), [Int32]())
      tokenizer.appendWords(of: bytes.span, to: &found)
      vocabulary.appendNumbers(of: found, to: &words)
      return identify(words, in: vocabulary, &evidence, text: bytes)
    }
  }

  /// The language of the document whose words are the numbers `words` of `vocabulary`.
  ///
  /// - Parameters:
  ///   - words: The words, as the tokenizer gives them.
  ///   - vocabulary: The spellings of the words.
  ///   - evidence: What was found about the words of earlier documents with this vocabulary.
  ///   - text: The UTF-8 of the document, for CLD2.
  /// - Returns: The language, and the share of its script.
  func identify(
    _ words: [Int32], in vocabulary: borrowing TermIndex, _ evidence: inout LanguageEvidence,
    text: @autoclosure () -> [UInt8]
  ) -> IdentifiedLanguage {
    while evidence.features.count < vocabulary.count {
      let word = vocabulary.utf8(Int32(evidence.features.count))
      let languages = stopWords.functionLanguages(of: word)
      evidence.append(WordFeatures(word, functionLanguages: languages))
    }
    var tally = LanguageTally()
    for word in words { tally.add(evidence.features[Int(word)]) }
    guard let script = tally.mainScript else {
      return IdentifiedLanguage(language: .undetermined, share: 0)
    }
    let language: Language
    if let profile = profiles[script] {
      language =
        clearLanguage(tally, profile) ?? silentLanguage(tally, profile)
        ?? likelyLanguage(words, in: vocabulary, &evidence, tally, script, profile, text)
    } else {
      language = self.language(of: script, tally, text)
    }
    return IdentifiedLanguage(language: language, share: tally.share(of: script))
  }

  /// The standard language, if a document has only one or two words.
  private func silentLanguage(_ tally: LanguageTally, _ profile: LetterProfile) -> Language? {
    tally.words < 3 && profile.languages.contains(standard) ? standard : nil
  }

  /// The language of a script that has no profile.
  private func language(of script: Script, _ tally: LanguageTally, _ text: () -> [UInt8])
    -> Language
  {
    switch script {
    case .greek: .greek
    case .hebrew:
      isYiddish(tally) ? .yiddish : .hebrew
    case .thai: .thai
    case .hangul: .korean
    case .hiragana, .katakana: .japanese
    case .han: tally.kana * 10 > tally[.han] ? .japanese : .chinese
    case .latin, .cyrillic, .arabic, .other:
      CompactLanguageDetector.language(of: text()) ?? .undetermined
    }
  }

  private func isYiddish(_ tally: LanguageTally) -> Bool {
    tally.functionWords(Language.yiddish.index) > tally.functionWords(Language.hebrew.index)
  }

  /// The language that function words show beyond doubt: at least three of them and a fifth of the
  /// document, and three times as many as of any other language of the profile.
  private func clearLanguage(_ tally: LanguageTally, _ profile: LetterProfile) -> Language? {
    var best = (position: 0, count: 0)
    var second = 0
    for (position, index) in profile.indexes.enumerated() {
      let count = tally.functionWords(index)
      if count > best.count {
        (best, second) = ((position, count), best.count)
      } else if count > second {
        second = count
      }
    }
    let isClear = best.count >= 3 && best.count * 5 >= tally.words && best.count >= second * 3
    return isClear ? profile.languages[best.position] : nil
  }
}
