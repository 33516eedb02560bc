import DocumentTerms

extension LanguageIdentifier {
  /// All weights are tenths of a natural logarithm, and were chosen on the sentences with even numbers
  /// of the test's data.
  private enum Weight {
    /// How far the languages that posts are seldom written in start behind.
    static let uncommon: Int32 = 40
    /// How far Malay starts behind: most of its words are Indonesian as well, which has more writers.
    static let malay: Int32 = 100
    /// How far all but the standard language start behind.
    static let nonstandard: Int32 = 40
    /// The lead below which CLD2 is asked.
    static let doubt: Int32 = 60
    /// What the vote of CLD2 counts.
    static let vote: Int32 = 120
    /// The lead with which the standard language does without CLD2.
    static let standard: Int32 = 20
    /// The words that are scored; the rest of a long document would say the same.
    static let words = 100
    /// The lead over the standard language that another one needs.
    static let sure: Int32 = 50
  }

  /// The languages with fewer speakers than those that they are mistaken for.
  private static let uncommon: LanguageSet = [
    LanguageSet(.afrikaans), LanguageSet(.albanian), LanguageSet(.basque), LanguageSet(.catalan),
    LanguageSet(.irish), LanguageSet(.icelandic), LanguageSet(.latvian),
    LanguageSet(.slovenian), LanguageSet(.swahili), LanguageSet(.welsh), LanguageSet(.estonian),
    LanguageSet(.belarusian), LanguageSet(.macedonian), LanguageSet(.kazakh),
    LanguageSet(.mongolian),
  ]

  /// The language whose letter runs and function words fit a document best.
  func likelyLanguage(
    _ words: [Int32], in vocabulary: borrowing TermIndex, _ evidence: inout LanguageEvidence,
    _ tally: LanguageTally, _ script: Script, _ profile: LetterProfile, _ text: () -> [UInt8]
  ) -> Language {
    let malay = Language.malay.index
    var penalties = profile.indexes.map { index -> Int32 in
      (Self.uncommon.rawValue >> UInt64(index) & 1 == 1 ? Weight.uncommon : 0)
        + (index == malay ? Weight.malay : 0) + (index == standardIndex ? 0 : Weight.nonstandard)
        - tally.functionWeight(index)
    }
    for word in words.prefix(Weight.words)
    where evidence.features[Int(word)].script == script {
      evidence.addPenalties(of: word, profile, in: vocabulary, to: &penalties)
    }
    if isDoubtful(penalties, profile), let vote = CompactLanguageDetector.language(of: text()),
      let position = profile.languages.firstIndex(of: vote)
    {
      penalties[position] -= Weight.vote
    }
    return surest(penalties, profile)
  }

  /// Whether the best language leads by too little.
  private func isDoubtful(_ penalties: [Int32], _ profile: LetterProfile) -> Bool {
    var (best, second, position) = (Int32.max, Int32.max, 0)
    for (index, penalty) in penalties.enumerated() {
      if penalty < best {
        (second, best, position) = (best, penalty, index)
      } else if penalty < second {
        second = penalty
      }
    }
    let isStandard = profile.indexes[position] == standardIndex
    return second - best < (isStandard ? Weight.standard : Weight.doubt)
  }

  /// The best language, the first one among equals, unless the standard language is hardly behind.
  private func surest(_ penalties: [Int32], _ profile: LetterProfile) -> Language {
    var best = 0
    for index in penalties.indices where penalties[index] < penalties[best] { best = index }
    guard let own = profile.indexes.firstIndex(of: standardIndex) else {
      return profile.languages[best]
    }
    return penalties[own] - penalties[best] < Weight.sure ? standard : profile.languages[best]
  }
}
