import DocumentTerms

extension LanguageIdentifier {
  /// All weights are tenths of a natural logarithm, and were chosen on the sentences with even numbers
  /// of the test's data.
  private enum Weight {
    /// What a function word counts for each language that has it.
    static let functionWord: Int32 = 20
    /// How far the languages that posts are seldom written in start behind.
    static let uncommon: Int32 = 30
    /// How far all but the standard language start behind.
    static let nonstandard: Int32 = 30
    /// The lead below which CLD2 is asked.
    static let doubt: Int32 = 60
    /// What the vote of CLD2 counts.
    static let vote: Int32 = 80
    /// The lead over the standard language that another one needs.
    static let sure: Int32 = 40
  }

  /// The languages with fewer speakers than those that they are mistaken for.
  private static let uncommon: LanguageSet = [
    LanguageSet(.afrikaans), LanguageSet(.albanian), LanguageSet(.basque), LanguageSet(.catalan),
    LanguageSet(.irish), LanguageSet(.icelandic), LanguageSet(.latvian), LanguageSet(.malay),
    LanguageSet(.slovenian), LanguageSet(.swahili), LanguageSet(.welsh), LanguageSet(.estonian),
    LanguageSet(.belarusian), LanguageSet(.macedonian), LanguageSet(.kazakh),
    LanguageSet(.mongolian),
  ]

  /// The language whose letter runs and function words fit a document best.
  func likelyLanguage(
    _ words: [Int32], in vocabulary: borrowing TermIndex, _ evidence: inout LanguageEvidence,
    _ tally: LanguageTally, _ script: Script, _ profile: LetterProfile, _ text: () -> [UInt8]
  ) -> Language {
    var penalties = profile.languages.map { language -> Int32 in
      Int32(tally.functionWords(of: language)) * -Weight.functionWord
        + (Self.uncommon.contains(LanguageSet(language)) ? Weight.uncommon : 0)
        + (language == standard ? 0 : Weight.nonstandard)
    }
    for word in words where evidence.features[Int(word)].script == script {
      evidence.addPenalties(of: word, profile, Array(vocabulary[word].utf8), to: &penalties)
    }
    if lead(penalties) < Weight.doubt, let vote = CompactLanguageDetector.language(of: text()),
      let index = profile.languages.firstIndex(of: vote)
    {
      penalties[index] -= Weight.vote
    }
    return surest(penalties, profile)
  }

  /// By how much the best language leads.
  private func lead(_ penalties: [Int32]) -> Int32 {
    var (best, second) = (Int32.max, Int32.max)
    for penalty in penalties {
      second = min(second, max(best, penalty))
      best = min(best, penalty)
    }
    return second - best
  }

  /// The best language, the first one among equals, unless the standard language is hardly behind.
  private func surest(_ penalties: [Int32], _ profile: LetterProfile) -> Language {
    var best = 0
    for index in penalties.indices where penalties[index] < penalties[best] { best = index }
    guard let own = profile.languages.firstIndex(of: standard) else {
      return profile.languages[best]
    }
    return penalties[own] - penalties[best] < Weight.sure ? standard : profile.languages[best]
  }
}
