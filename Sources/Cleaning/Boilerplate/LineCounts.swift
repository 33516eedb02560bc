import LinearAlgebra

/// Counts the lines of documents by author, many documents at a time, to find boilerplate.
///
/// A line is 64 bits of a hash of its author and itself, beside the number of a document that has it:
/// sixteen bytes a line, whatever its length. Two lines of one author among a million share a hash
/// with a probability of 10⁻⁸.
struct LineCounts {
  /// A line of a document.
  private struct Occurrence {
    var line: UInt64
    var document: Int
  }

  private var occurrences: [Occurrence] = []
  private var documentsOfAuthor: [UInt64: Int] = [:]

  /// The lines of some documents.
  struct Batch: Sendable {
    /// The hash of each document's author.
    var authors: [UInt64] = []
    /// The distinct lines of each document of several lines.
    var lines: [[UInt64]] = []

    /// Adds a document, its text normalized.
    mutating func append(author: String, text: String) {
      let key = stableHash(author.utf8)
      authors.append(key)
      lines.append(LineCounts.lines(of: text).map { stableHash($0.utf8, from: key) })
    }
  }

  /// Counts the documents of a batch, the first of which has the number `first`.
  mutating func add(_ batch: Batch, first: Int) {
    for (offset, author) in batch.authors.enumerated() {
      documentsOfAuthor[author, default: 0] += 1
      for line in batch.lines[offset] {
        occurrences.append(Occurrence(line: line, document: first + offset))
      }
    }
  }

  /// The lines that are boilerplate.
  ///
  /// - Parameters:
  ///   - options: When a line is.
  ///   - read: Gives the author and the normalized text of a document again.
  /// - Returns: The lines with their spelling.
  /// - Complexity: O(*n* log *n*) in the lines.
  consuming func boilerplate(
    _ options: Boilerplate.Options, read: (Int) -> (author: String, text: String)
  ) -> Boilerplate {
    occurrences.sort { ($0.line, $0.document) < ($1.line, $1.document) }
    var found = [Boilerplate.Line]()
    var start = 0
    while start < occurrences.count {
      let line = occurrences[start].line
      var end = start + 1
      while end < occurrences.count, occurrences[end].line == line { end += 1 }
      if end - start >= options.minimumDocuments {
        let (author, text) = read(occurrences[start].document)
        let key = stableHash(author.utf8)
        let limit = options.share * Double(documentsOfAuthor[key, default: 0])
        let spelling = Self.lines(of: text).first { stableHash($0.utf8, from: key) == line }
        if Double(end - start) > limit, let spelling {
          found.append(
            Boilerplate.Line(author: author, documents: end - start, line: String(spelling)))
        }
      }
      start = end
    }
    return Boilerplate(found)
  }

  /// The distinct lines of a text of several lines.
  private static func lines(of text: String) -> [Substring] {
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return [] }
    var seen = Set<Substring>()
    return text.split(separator: "\n").filter { seen.insert($0).inserted }
  }
}
