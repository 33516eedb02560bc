import DocumentTerms
import LinearAlgebra

/// Where some terms stand in each document.
///
/// Of a document of the terms "red fish red", with the terms "fish" (0) and "red" (1) looked for:
///
///     terms      [1, 0, 1]
///     positions  [0, 1, 2]
///     length     3
///
/// A run of several terms stands where its first term does.
public struct TermOccurrences: Sendable {
  /// The number of terms of each document, wanted or not.
  public let lengths: [Int]
  /// Where each document begins in ``terms`` and ``positions``, and where the last one ends.
  let offsets: [Int]
  /// The number of each wanted term that was found, in the order of the positions.
  let terms: [Int32]
  /// The place in its document of each wanted term that was found.
  let positions: [Int32]

  /// The number of documents.
  public var count: Int { lengths.count }

  /// Documents are searched in parts of this many, whatever the number of threads.
  private static let chunk = 2048

  /// Finds terms.
  ///
  /// - Parameters:
  ///   - wanted: The terms to find, none twice; their places here are their numbers.
  ///   - count: The number of documents.
  ///   - grams: The runs that may be terms.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - text: The terms of a document, separated by blanks. Called once for each, from any thread.
  /// - Complexity: O(*n* + *w*) for *n* bytes of text and *w* wanted terms.
  public init(
    of wanted: [String], count: Int, grams: TermGrams = .single, threads: Int,
    text: @Sendable (Int) -> String
  ) {
    var index = TermIndex()
    for term in wanted { _ = index.number(of: term.utf8Span.span) }
    precondition(index.count == wanted.count, "a wanted term is there twice")
    let reader = OccurrenceReader(index: index, grams: grams)
    let parts = parallelMap(count: count, chunk: Self.chunk, threads: threads) { range in
      reader.read(range, text)
    }
    lengths = parts.flatMap(\.lengths)
    terms = parts.flatMap(\.terms)
    positions = parts.flatMap(\.positions)
    var offsets = [0]
    for found in parts.lazy.flatMap(\.found) { offsets.append(offsets[offsets.count - 1] + found) }
    self.offsets = offsets
  }
}

/// Finds the terms of an index in documents.
private struct OccurrenceReader: Sendable {
  let index: TermIndex
  let grams: TermGrams

  struct Part: Sendable {
    var lengths: [Int] = []
    /// The number of wanted terms in each document.
    var found: [Int] = []
    var terms: [Int32] = []
    var positions: [Int32] = []
  }

  func read(_ documents: Range<Int>, _ text: (Int) -> String) -> Part {
    var part = Part()
    for document in documents {
      let before = part.terms.count
      let text = text(document)
      let bounds = termBounds(text.utf8Span.span)
      part.lengths.append(bounds.count)
      for (start, bound) in bounds.enumerated() {
        for length in grams.lengths where start + length <= bounds.count {
          let run = bound.lowerBound..<bounds[start + length - 1].upperBound
          let number = index.number(
            ofRun: text.utf8Span.span.extracting(run), isSingle: length == 1)
          guard let number else {
            continue
          }
          part.terms.append(number)
          part.positions.append(Int32(start))
        }
      }
      part.found.append(part.terms.count - before)
    }
    return part
  }
}
