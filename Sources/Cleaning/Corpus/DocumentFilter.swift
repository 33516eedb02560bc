/// Why a document was left out.
public struct Rejection: Equatable, Sendable {
  /// The reasons, as they stand in `rejects.tsv`.
  public enum Reason: String, CaseIterable, Sendable {
    /// Neither title nor text is left.
    case noText = "no-text"
    /// There are too few tokens.
    case fewTokens = "few-tokens"
    /// It is written in a language that is not wanted.
    case language
    /// It has a word that programs write where a text is missing.
    case missing
    /// It is longer than any post or article.
    case tooLong = "too-long"
    /// It is made of symbols.
    case symbols
    /// It says the same again and again.
    case repetition
    /// Much of it is in a script that is not of its language.
    case languageShare = "language-share"
    /// Its author wrote the same before.
    case duplicate
    /// Its author wrote much the same before.
    case nearDuplicate = "near-duplicate"
  }

  /// Whether the document is merged with another one and not rejected.
  public var isMerged: Bool { reason == .duplicate || reason == .nearDuplicate }

  /// The reason.
  public let reason: Reason
  /// More about it: the figure and its limit, which language, or the document that stays.
  public let detail: String
}

/// Decides which documents are worth keeping, each by itself.
public struct DocumentFilter: Sendable {
  /// The smallest number of tokens of a document.
  public var minimumTokens: Int
  /// The languages to keep; empty for all.
  public var languages: Set<Language>

  /// Creates a filter.
  public init(minimumTokens: Int = 2, languages: Set<Language> = []) {
    self.minimumTokens = minimumTokens
    self.languages = languages
  }

  /// Why `document` is to be left out; nil if it stays.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - hasLinks: Whether it links to something. Its links then say what it is about, and it stays
  ///     even if it has few tokens or none.
  /// - Returns: The first reason that applies, in the order of ``Rejection/Reason``.
  public func rejection(of document: CleanedDocument, hasLinks: Bool) -> Rejection? {
    if document.tokenCount < minimumTokens, !hasLinks {
      if document.title.isEmpty, document.text.isEmpty {
        return Rejection(
          reason: .noText, detail: "nothing but blanks, links, markup and boilerplate")
      }
      let detail = "\(document.tokenCount) of at least \(minimumTokens)"
      return Rejection(reason: .fewTokens, detail: detail)
    }
    if document.tokenCount > 0, !languages.isEmpty, !languages.contains(document.language) {
      return Rejection(reason: .language, detail: document.language.rawValue)
    }
    return nil
  }
}
