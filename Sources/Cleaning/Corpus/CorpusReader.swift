/// Reads the documents of a corpus, boilerplate removed, as often as a step needs them: reading again
/// costs less than keeping all texts in memory.
struct CorpusReader: Sendable {
  let cleaner: DocumentCleaner
  /// Gives the document at a row as it was crawled.
  let read: @Sendable (Int) -> SourceDocument
  /// What is removed.
  var boilerplate = Boilerplate()

  /// The document at a row for the cleaner, and the number of lines removed from it.
  func document(_ row: Int) -> (document: SourceDocument, lines: Int) {
    var document = read(row)
    guard boilerplate.contains(author: document.author) else { return (document, 0) }
    let normalized = cleaner.text(of: document)
    let (text, lines) = boilerplate.removed(from: normalized, author: document.author)
    document.text = text
    return (document, lines)
  }

  /// The normalized title and text of the document at a row, as ``DocumentCleaner`` puts them out.
  func texts(_ row: Int) -> (title: String, text: String) {
    let document = document(row).document
    return (cleaner.title(of: document), cleaner.text(of: document))
  }
}
