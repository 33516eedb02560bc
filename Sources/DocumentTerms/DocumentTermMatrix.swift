import LinearAlgebra

/// How often each term occurs in each document: bags of words.
///
///     let corpus = DocumentTermMatrix(count: 2, threads: 1) { ["red fish", "blue fish"][$0] }
///     corpus.terms            // ["blue", "fish", "red"]
///     corpus.counts           // of shape (2, 3)
public struct DocumentTermMatrix: Sendable {
  /// The distinct terms in bytewise order.
  public let terms: [String]
  /// The number of occurrences, of shape (documents, terms); the columns of a row ascend.
  public let counts: SparseMatrix
  /// The number of terms of each document, repeated ones included.
  public let lengths: [Int]

  /// The number of documents.
  public var count: Int { counts.rows }

  /// Documents are counted in parts of this many, whatever the number of threads.
  private static let chunk = 2048

  /// The byte that separates terms which may hold blanks, such as titles of articles: the unit
  /// separator of ASCII.
  public static let unitSeparator: UInt8 = 0x1F

  init(terms: [String], counts: SparseMatrix) {
    self.terms = terms
    self.counts = counts
    lengths = (0..<counts.rows).map { row in Int(sum(counts.values(inRow: row))) }
  }

  /// Counts the terms of texts.
  ///
  /// - SeeAlso: ``init(count:separator:threads:text:)``
  public init(
    _ texts: [String], separator: UInt8 = UInt8(ascii: " "), threads: Int
  ) {
    self.init(count: texts.count, separator: separator, threads: threads) { texts[$0] }
  }

  /// Counts the terms of documents.
  ///
  /// - Parameters:
  ///   - count: The number of documents.
  ///   - separator: The byte between two terms; nothing between two of them is no term.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - text: The terms of a document. Called once for each, from any thread.
  /// - Complexity: O(*n* + *v* log *v*) for *n* bytes of text and *v* distinct terms.
  public init(
    count: Int, separator: UInt8 = UInt8(ascii: " "), threads: Int, text: @Sendable (Int) -> String
  ) {
    let chunks = parallelMap(count: count, chunk: Self.chunk, threads: threads) { range in
      TermChunk(range.lazy.map(text), separator: separator)
    }
    let (terms, numbers) = Self.vocabulary(chunks.map(\.index))
    let bags = parallelMap(count: chunks.count, chunk: 1, threads: threads) { range in
      chunks[range.lowerBound].bags(numbers[range.lowerBound])
    }
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    for size in bags.lazy.flatMap(\.sizes) { offsets.append(offsets[offsets.count - 1] + size) }
    self.init(
      terms: terms,
      counts: SparseMatrix(
        rows: count, columns: terms.count, rowOffsets: offsets,
        columnIndexes: bags.flatMap(\.terms), values: bags.flatMap(\.counts)))
  }

  /// The number of documents that each term occurs in.
  public func documentFrequencies() -> [Int] {
    var frequencies = [Int](repeating: 0, count: terms.count)
    for term in counts.columnIndexes { frequencies[Int(term)] += 1 }
    return frequencies
  }

  /// The terms of all chunks in bytewise order, and the number there of each term of each chunk.
  private static func vocabulary(_ indexes: [TermIndex]) -> (terms: [String], numbers: [[Int32]]) {
    var merged = TermIndex()
    let found = indexes.map { index in
      (0..<Int32(index.count)).map { merged.number(of: index.utf8($0)) }
    }
    let order = merged.bytewiseOrder()
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[Int(number)] = Int32(rank) }
    return (order.map { merged[$0] }, found.map { $0.map { ranks[Int($0)] } })
  }
}

/// The terms of consecutive documents, numbered by an index of their own.
private struct TermChunk: Sendable {
  private(set) var index = TermIndex()
  /// The number of terms of each document.
  private var lengths: [Int] = []
  /// The terms of all documents, one document after the other.
  private var occurrences: [Int32] = []

  init(_ documents: some Sequence<String>, separator: UInt8) {
    for document in documents {
      let before = occurrences.count
      add(document.utf8Span.span, separator)
      lengths.append(occurrences.count - before)
    }
  }

  private mutating func add(_ text: Span<UInt8>, _ separator: UInt8) {
    var start = 0
    for end in 0...text.count {
      guard end == text.count || text[end] == separator else { continue }
      if end > start { occurrences.append(index.number(of: text.extracting(start..<end))) }
      start = end + 1
    }
  }

  /// The distinct terms of the documents with their counts, and how many each document has; `numbers`
  /// has the number in the whole corpus of each term of ``index``.
  func bags(_ numbers: [Int32]) -> (terms: [Int32], counts: [Float], sizes: [Int]) {
    var bags: (terms: [Int32], counts: [Float], sizes: [Int]) = ([], [], [])
    var start = 0
    for length in lengths {
      let first = bags.terms.count
      for term in occurrences[start..<start + length].map({ numbers[Int($0)] }).sorted() {
        if bags.terms.count > first, bags.terms[bags.terms.count - 1] == term {
          bags.counts[bags.counts.count - 1] += 1
        } else {
          bags.terms.append(term)
          bags.counts.append(1)
        }
      }
      bags.sizes.append(bags.terms.count - first)
      start += length
    }
    return bags
  }
}
