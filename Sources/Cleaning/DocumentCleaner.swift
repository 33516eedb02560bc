import Glibc

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
  /// Where its terms, one a token, stand among those of its batch.
  var terms: Range<Int>

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
  public func clean(_ documents: [SourceDocument]) -> CleanedBatch {
    var session = session()
    var cleaned = [CleanedDocument]()
    cleaned.reserveCapacity(documents.count)
    var normalized = NormalizedDocument()
    for document in documents {
      normalize(document, into: &normalized)
      var result = session.clean(normalized)
      result.title = string(normalized.title, unless: document.title)
      result.text = string(normalized.text, unless: document.text)
      cleaned.append(result)
    }
    var batch = CleanedBatch(documents: cleaned, terms: session.terms)
    batch.fillTokens(batch.documents.indices)
    return batch
  }

  /// A session that cleans documents one after the other.
  func session() -> CleaningSession {
    CleaningSession(options, tokenizer, identifier, stopWords, filter)
  }

  /// A document with its title, on one line, and its text normalized.
  func normalized(_ document: SourceDocument) -> NormalizedDocument {
    var result = NormalizedDocument()
    normalize(document, into: &result)
    return result
  }

  /// The UTF-8 of a normalized text.
  func normalized(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    normalize(text, into: &bytes)
    return bytes
  }

  /// Replaces what is in `result` by a document, and takes no new memory where the old one is enough.
  private func normalize(
    _ document: borrowing SourceDocument, into result: inout NormalizedDocument
  ) {
    result.author = document.author
    normalize(document.text, into: &result.text)
    normalize(document.title, into: &result.title)
    guard result.title.contains(UInt8(ascii: "\n")) else { return }
    for index in result.title.indices where result.title[index] == UInt8(ascii: "\n") {
      result.title[index] = UInt8(ascii: " ")
    }
    // What stood on two lines may now be a bracket.
    options.normalizer.normalize(&result.title)
  }

  private func normalize(_ text: String, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    bytes += text.utf8
    options.normalizer.normalize(&bytes)
  }

  /// The text in `bytes`, without a copy if it is what `source` is, as most texts are.
  private func string(_ bytes: [UInt8], unless source: String) -> String {
    let isSource = unsafe source.utf8.withContiguousStorageIfAvailable { source in
      guard source.count == bytes.count, let start = source.baseAddress else { return false }
      return unsafe memcmp(start, bytes, bytes.count) == 0
    }
    return isSource == true ? source : String(decoding: bytes, as: UTF8.self)
  }
}
