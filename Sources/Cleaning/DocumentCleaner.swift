import DocumentTerms

/// A document as it was crawled.
public struct SourceDocument: Sendable {
  /// Who wrote it.
  public var author: String
  /// Its title.
  public var title: String
  /// Its text.
  public var text: String

  /// Creates a document.
  public init(author: String = "", title: String = "", text: String) {
    self.author = author
    self.title = title
    self.text = text
  }
}

/// A document after cleaning.
public struct CleanedDocument: Sendable {
  /// The title on one line, normalized.
  public var title: String
  /// What an encoder reads.
  public var text: String
  /// The language.
  public var language: Language
  /// The share of its letters that are of the script of the language, from 0 to 1.
  public var languageShare: Double
  /// What topics count: the tokens of title and text, separated by blanks.
  public var tokens: String
  /// Equal for documents with the same author, title and text.
  var fingerprint: Fingerprint
  /// The numbers of its terms in the batch's ``TermTable``, one a token.
  var terms: [Int32]

  /// The number of tokens.
  public var tokenCount: Int { terms.count }
}

/// The steps that make a document readable for an encoder and countable for a topic model.
///
///     let batch = DocumentCleaner().clean([SourceDocument(text: "Running late &amp; loving it!")])
///     batch.documents[0].text    // "Running late & loving it!"
///     batch.documents[0].tokens  // "run late love"
///
/// A document comes out the same alone and among others: the batch only saves work, as each distinct
/// word is looked up and stemmed once.
public struct DocumentCleaner: Sendable {
  private let options: CleaningOptions
  private let tokenizer: Tokenizer
  private let identifier: LanguageIdentifier
  private let stopWords = StopWords()
  private let filter: PartOfSpeechFilter

  /// Creates a cleaner.
  public init(_ options: CleaningOptions = CleaningOptions()) {
    self.options = options
    tokenizer = Tokenizer(emoji: options.emoji)
    identifier = LanguageIdentifier(standard: options.language, stopWords: stopWords)
    filter = PartOfSpeechFilter(options.keep)
  }

  /// Cleans documents.
  ///
  /// - Complexity: O(*n*) in the bytes of the documents.
  public func clean(_ documents: some Sequence<SourceDocument>) -> CleanedBatch {
    var vocabulary = TermIndex()
    var evidence = LanguageEvidence()
    let remover = PhraseRemover(options.dropping, vocabulary: &vocabulary)
    var maker = TermMaker(stopWords: stopWords, options)
    var cleaned = [CleanedDocument]()
    for document in documents {
      // 1. TextNormalizer: the text as people wrote it.
      let title = normalized(document.title, isLine: true)
      let text = normalized(document.text, isLine: false)
      // 2. Tokenizer: its words.
      var words = [Int32]()
      tokenizer.appendWords(of: title.span, to: &words, in: &vocabulary)
      tokenizer.appendWords(of: text.span, to: &words, in: &vocabulary)
      // 3. LanguageIdentifier: its language.
      let identified = identifier.identify(
        words, in: vocabulary, &evidence, text: title + [UInt8(ascii: "\n")] + text)
      // 4. PartOfSpeechFilter: the words that are nouns, if only these count.
      if filter.applies(to: identified.language) {
        words.removeAll()
        for part in [title, text] {
          tokenizer.appendWords(
            of: filter.filtered(part, identified.language).span, to: &words, in: &vocabulary)
        }
      }
      if identified.language == .english { words = remover.removed(from: words) }
      // 5. StopWords and Stemmer: the words that say something, without their endings.
      let terms = maker.terms(of: words, identified.language, in: vocabulary)
      cleaned.append(
        CleanedDocument(
          title: String(decoding: title, as: UTF8.self),
          text: String(decoding: text, as: UTF8.self),
          language: identified.language, languageShare: identified.share,
          tokens: maker.table.joined(terms),
          fingerprint: Fingerprint(author: document.author, title: title, text: text), terms: terms)
      )
    }
    return CleanedBatch(documents: cleaned, terms: maker.table)
  }

  /// The normalized title of a document, as ``clean(_:)`` puts it out.
  func title(of document: SourceDocument) -> String {
    String(decoding: normalized(document.title, isLine: true), as: UTF8.self)
  }

  /// The normalized text of a document, as ``clean(_:)`` puts it out.
  func text(of document: SourceDocument) -> String {
    String(decoding: normalized(document.text, isLine: false), as: UTF8.self)
  }

  /// The UTF-8 of a normalized text, on one line or several.
  private func normalized(_ text: String, isLine: Bool) -> [UInt8] {
    var bytes = Array(text.utf8)
    options.normalizer.normalize(&bytes)
    guard isLine, bytes.contains(UInt8(ascii: "\n")) else { return bytes }
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      bytes[index] = UInt8(ascii: " ")
    }
    // What stood on two lines may now be a bracket.
    options.normalizer.normalize(&bytes)
    return bytes
  }
}
