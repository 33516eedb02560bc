import DocumentTerms

/// Cleans documents one after the other, and remembers what it found out about their words: which
/// languages have them, what becomes of them.
struct CleaningSession {
  private let tokenizer: Tokenizer
  private let identifier: LanguageIdentifier
  private let filter: PartOfSpeechFilter
  /// The language of all documents, if there is only one.
  private let onlyLanguage: Language?
  private let remover: PhraseRemover
  private var evidence = LanguageEvidence()
  private var maker: TermMaker
  /// The words of the document at hand and their numbers; here so that their memory serves the next one.
  private var found = TermList()
  private var words: [Int32] = []

  /// The words and terms of the documents so far.
  private(set) var terms = TermTable()

  /// Creates a session that has seen no documents.
  init(
    _ options: CleaningOptions, _ tokenizer: Tokenizer, _ identifier: LanguageIdentifier,
    _ stopWords: StopWords, _ filter: PartOfSpeechFilter
  ) {
    self.tokenizer = tokenizer
    self.identifier = identifier
    self.filter = filter
    onlyLanguage = options.isMonolingual ? options.language : nil
    remover = PhraseRemover(options.dropping, vocabulary: &terms.words)
    maker = TermMaker(stopWords: stopWords, options)
  }

  /// Cleans a document that is normalized. Its texts are left to the caller, who may have them as strings
  /// already, and its ``CleanedDocument/tokens`` to whoever has all ``terms``.
  ///
  /// - Complexity: O(*n*) in its bytes.
  mutating func clean(_ document: borrowing NormalizedDocument) -> CleanedDocument {
    // 1. Tokenizer: its words.
    read(document.title, document.text)
    // 2. LanguageIdentifier: its language.
    let identified =
      onlyLanguage.map { IdentifiedLanguage(language: $0, share: 1) }
      ?? identifier.identify(
        words, in: terms.words, &evidence,
        text: document.title + [UInt8(ascii: "\n")] + document.text)
    // 3. PartOfSpeechFilter: the words that are nouns, if only these count.
    if filter.applies(to: identified.language) {
      read(
        filter.filtered(document.title, identified.language),
        filter.filtered(document.text, identified.language))
    }
    if identified.language == .english, !remover.isEmpty { words = remover.removed(from: words) }
    // 4. StopWords and Stemmer: the words that say something, without their endings.
    let terms = maker.appendTerms(of: words, identified.language, to: &terms)
    return CleanedDocument(
      title: "", text: "", language: identified.language, languageShare: identified.share,
      tokens: "", terms: terms)
  }

  /// Takes the words of a title and a text for those of the document at hand.
  private mutating func read(_ title: [UInt8], _ text: [UInt8]) {
    found.removeAll()
    words.removeAll(keepingCapacity: true)
    tokenizer.appendWords(of: title.span, to: &found)
    tokenizer.appendWords(of: text.span, to: &found)
    terms.words.appendNumbers(of: found, to: &words)
  }
}
