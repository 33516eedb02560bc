/// Tells texts that people wrote from what got between them: by length, symbols, repetition and foreign
/// scripts, and by the words that machines write where a text is missing.
///
/// The limits are such that ordinary posts pass, however short, loud or full of emoji.
public struct QualityFilter: Sendable, Equatable {
  /// The greatest number of characters: a document beyond is a dump or a book. 0 for no limit.
  public var maximumCharacters = 500_000
  /// The greatest share of characters, blanks apart, that are neither letters nor digits.
  public var maximumSymbols = 0.75
  /// The greatest share of the text in lines that repeat an earlier one, of tokens that the commonest
  /// token, pair or triple covers, and of tokens in runs of five that were there before.
  public var maximumRepetition = 0.5
  /// The smallest share of letters that are of the script of the document's language; 0 for no limit.
  public var minimumLanguageShare = 0.0
  /// What programs write where a text is missing, in lower case.
  public var placeholders: Set<String> = [
    "[deleted]", "[removed]", "n/a", "#n/a", "nan", "none", "null", "(null)", "nil", "undefined",
  ]

  /// Creates a filter with the standard limits.
  public init() {}

  /// That the text of a document is missing; nil if it is not. A title says something without a text.
  func missing(_ document: CleanedDocument) -> Rejection? {
    guard document.title.isEmpty, document.text.utf8.count <= 12,
      placeholders.contains(document.text.lowercased())
    else { return nil }
    return Rejection(reason: .missing, detail: document.text)
  }

  /// Why a document is to be left out by its measures; nil if it stays.
  ///
  /// - Complexity: O(*n*) in the text.
  func rejection(of document: CleanedDocument, tokens: [Int32]) -> Rejection? {
    let measures = TextMeasures(text: document.text, tokens: tokens)
    if maximumCharacters > 0, measures.characters > maximumCharacters {
      return Rejection(
        reason: .tooLong, detail: "\(measures.characters) characters, at most \(maximumCharacters)")
    }
    return Self.rejection(.symbols, measures.symbols, maximumSymbols, "characters are symbols")
      ?? Self.rejection(
        .repetition, measures.repeatedLines, maximumRepetition, "text is lines that came before")
      ?? Self.rejection(
        .repetition, measures.commonest, maximumRepetition, "tokens are the same one, two or three")
      ?? Self.rejection(
        .repetition, measures.repeatedRuns, maximumRepetition, "tokens repeat a run of five")
      ?? foreign(document)
  }

  /// That too few letters are of the script of the language; nil if there are enough.
  private func foreign(_ document: CleanedDocument) -> Rejection? {
    guard document.languageShare < minimumLanguageShare else { return nil }
    let (share, language) = (Self.rounded(document.languageShare), document.language.rawValue)
    return Rejection(
      reason: .languageShare,
      detail: "\(share) of the letters are of the script of \(language), at least "
        + "\(minimumLanguageShare)")
  }

  private static func rejection(
    _ reason: Rejection.Reason, _ share: Double, _ limit: Double, _ what: String
  ) -> Rejection? {
    guard share > limit else { return nil }
    return Rejection(
      reason: reason, detail: "\(rounded(share)) of the \(what), at most \(limit)")
  }

  private static func rounded(_ share: Double) -> Double { (share * 100).rounded() / 100 }
}
