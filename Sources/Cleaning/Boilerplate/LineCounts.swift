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

  private var documents = 0
  private var occurrences: [Occurrence] = []
  private var documentsOfAuthor: [UInt64: Int] = [:]

  /// The lines of some documents that follow each other.
  struct Batch: Sendable {
    /// The hash of each document's author.
    fileprivate var authors: [UInt64] = []
    /// The hashes of the distinct lines of each document of several lines.
    fileprivate var lines: [[UInt64]] = []

    /// Counts the lines of normalized documents.
    init(_ texts: NormalizedTexts) {
      for index in 0..<texts.count {
        let document = texts[index]
        let key = stableHash(document.author.utf8)
        authors.append(key)
        var seen = Set<UInt64>()
        lines.append(
          LineCounts.lines(of: document.text).map { stableHash($0, from: key) }
            .filter { seen.insert($0).inserted })
      }
    }
  }

  /// Counts the documents of the next batch.
  mutating func add(_ batch: Batch) {
    for (author, lines) in zip(batch.authors, batch.lines) {
      documentsOfAuthor[author, default: 0] += 1
      for line in lines { occurrences.append(Occurrence(line: line, document: documents)) }
      documents += 1
    }
  }

  /// The lines that are boilerplate.
  ///
  /// - Parameters:
  ///   - options: When a line is.
  ///   - read: Gives a document again.
  /// - Returns: The lines with their spelling.
  /// - Complexity: O(*n* log *n*) in the lines.
  consuming func boilerplate(
    _ options: Boilerplate.Options, read: (Int) -> NormalizedDocument
  ) -> Boilerplate {
    occurrences.sort { ($0.line, $0.document) < ($1.line, $1.document) }
    var found = [Boilerplate.Line]()
    var start = 0
    while start < occurrences.count {
      let line = occurrences[start].line
      var end = start + 1
      while end < occurrences.count, occurrences[end].line == line { end += 1 }
      if end - start >= options.minimumDocuments {
        let document = read(occurrences[start].document)
        let key = stableHash(document.author.utf8)
        let limit = options.share * Double(documentsOfAuthor[key, default: 0])
        let spelling = Self.lines(of: document.text).first { stableHash($0, from: key) == line }
        if Double(end - start) > limit, let spelling {
          found.append(
            Boilerplate.Line(
              author: document.author, documents: end - start,
              line: String(decoding: spelling, as: UTF8.self)))
        }
      }
      start = end
    }
    return Boilerplate(found)
  }

  /// The lines of a text of several lines.
  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    let lines = text.split(separator: UInt8(ascii: "\n"))
    return lines.count > 1 ? lines : []
  }
}
