/// Reads the documents of a corpus as every step after the first one sees them: normalized, without
/// boilerplate.
struct CorpusReader: Sendable {
  let parts: CorpusParts
  let cleaner: DocumentCleaner
  /// Gives the document at a row.
  let read: @Sendable (Int) -> SourceDocument
  /// The lines that authors repeat.
  var boilerplate = Boilerplate()
  /// The normalized documents of each part, nil where they did not fit into memory.
  var kept: [NormalizedTexts?] = []

  /// Normalizes the documents of a part.
  func normalized(part: Int) -> NormalizedTexts {
    var texts = NormalizedTexts()
    for position in parts.ranges[part] { texts.append(made(position)) }
    return texts
  }

  /// The normalized document at a position, boilerplate and all.
  func normalized(_ position: Int) -> NormalizedDocument {
    let part = parts.part(of: position)
    guard part < kept.count, let texts = kept[part] else { return made(position) }
    return texts[position - parts.ranges[part].lowerBound]
  }

  /// The document at a position, and how many lines of boilerplate it had.
  func document(_ position: Int) -> (document: NormalizedDocument, lines: Int) {
    var document = normalized(position)
    guard boilerplate.contains(author: document.author) else { return (document, 0) }
    let text = String(decoding: document.text, as: UTF8.self)
    let (rest, lines) = boilerplate.removed(from: text, author: document.author)
    // What is left may have become an address or a bracket.
    if lines > 0 { document.text = cleaner.normalized(rest) }
    return (document, lines)
  }

  /// The title and text of the document at a position.
  func texts(_ position: Int) -> (title: String, text: String) {
    document(position).document.strings
  }

  private func made(_ position: Int) -> NormalizedDocument {
    cleaner.normalized(read(parts.order[position]))
  }
}
