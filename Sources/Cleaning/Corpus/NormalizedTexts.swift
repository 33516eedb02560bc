/// A document whose title, on one line, and text are normalized UTF-8.
struct NormalizedDocument: Sendable {
  var author = ""
  var title: [UInt8] = []
  var text: [UInt8] = []

  /// The title and the text.
  var strings: (title: String, text: String) {
    (String(decoding: title, as: UTF8.self), String(decoding: text, as: UTF8.self))
  }
}

/// Normalized documents, one after the other in one block of memory.
struct NormalizedTexts: Sendable {
  private var bytes: [UInt8] = []
  /// Where the author, the title and the text of each document end.
  private var ends: [Int] = [0]

  /// The number of documents.
  var count: Int { ends.count / 3 }
  /// The number of bytes that they take.
  var size: Int { bytes.count + ends.count * MemoryLayout<Int>.size }

  /// Adds a document.
  mutating func append(_ document: NormalizedDocument) {
    bytes += document.author.utf8
    ends.append(bytes.count)
    bytes += document.title
    ends.append(bytes.count)
    bytes += document.text
    ends.append(bytes.count)
  }

  /// The document at a position.
  subscript(index: Int) -> NormalizedDocument {
    NormalizedDocument(
      author: String(decoding: part(3 * index), as: UTF8.self), title: Array(part(3 * index + 1)),
      text: Array(part(3 * index + 2)))
  }

  private func part(_ part: Int) -> ArraySlice<UInt8> { bytes[ends[part]..<ends[part + 1]] }
}
