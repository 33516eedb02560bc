import LinearAlgebra

/// The terms of each document and how often they occur: a bag of words.
///
///     let corpus = Corpus(count: 2, threads: 1) { ["red fish", "blue fish"][$0] }
///     corpus.terms            // ["blue", "fish", "red"]
///     corpus.counts           // of shape (2, 3)
public struct Corpus: Sendable {
  /// The distinct terms in bytewise order.
  public let terms: [String]
  /// How often each term occurs in each document, of shape (documents, terms); the columns of a row
  /// ascend.
  public let counts: SparseMatrix
  /// The number of tokens of each document.
  public let lengths: [Int]

  /// The number of documents.
  public var count: Int { counts.rows }

  private static let chunk = 2048

  /// Counts the terms of documents.
  ///
  /// - Parameters:
  ///   - count: The number of documents.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - tokens: The tokens of a document, separated by blanks. Called from any thread.
  /// - Complexity: O(*n* + *v* log *v*) for *n* bytes of tokens and *v* distinct terms.
  public init(count: Int, threads: Int, tokens: @Sendable (Int) -> String) {
    let chunks = parallelMap(count: count, chunk: Self.chunk, threads: threads) { range in
      TokenChunk(range.lazy.map(tokens))
    }
    let (terms, numbers) = Self.vocabulary(chunks.map(\.table))
    let bags = parallelMap(count: chunks.count, chunk: 1, threads: threads) { range in
      chunks[range.lowerBound].bag(numbers[range.lowerBound])
    }
    var offsets = [0]
    for size in bags.joined().map(\.terms.count) {
      offsets.append(offsets[offsets.count - 1] + size)
    }
    self.terms = terms
    self.lengths = chunks.flatMap(\.lengths)
    self.counts = SparseMatrix(
      rows: count, columns: terms.count, rowOffsets: offsets,
      columnIndexes: bags.joined().flatMap(\.terms), values: bags.joined().flatMap(\.counts))
  }

  /// The number of documents that each term occurs in.
  public func documentFrequencies() -> [Int] {
    var frequencies = [Int](repeating: 0, count: terms.count)
    for term in counts.columnIndexes { frequencies[Int(term)] += 1 }
    return frequencies
  }

  /// The terms of all chunks in bytewise order, and the number there of each term of each chunk.
  private static func vocabulary(_ tables: [TermTable]) -> (terms: [String], numbers: [[Int32]]) {
    var merged = TermTable()
    let found = tables.map { table in
      (0..<table.count).map { number in table.withBytes(number) { merged.number(of: $0) } }
    }
    let terms = (0..<merged.count).map(merged.term)
    let order = terms.indices.sorted { terms[$0].utf8.lexicographicallyPrecedes(terms[$1].utf8) }
    var ranks = [Int32](repeating: 0, count: terms.count)
    for (rank, number) in order.enumerated() { ranks[number] = Int32(rank) }
    return (order.map { terms[$0] }, found.map { $0.map { ranks[$0] } })
  }
}

/// The tokens of consecutive documents, numbered by a vocabulary of their own.
private struct TokenChunk: Sendable {
  var table = TermTable()
  /// The number of tokens of each document.
  var lengths: [Int] = []
  /// The tokens of all documents, one document after the other.
  private var tokens: [Int32] = []

  init(_ documents: some Sequence<String>) {
    for document in documents {
      let before = tokens.count
      add(document.utf8Span.span)
      lengths.append(tokens.count - before)
    }
  }

  private mutating func add(_ text: Span<UInt8>) {
    var start = 0
    for index in 0...text.count {
      guard index == text.count || text[index] == UInt8(ascii: " ") else { continue }
      if index > start { tokens.append(Int32(table.number(of: text.extracting(start..<index)))) }
      start = index + 1
    }
  }

  /// The distinct terms of each document with their counts, where `numbers` has the number in the whole
  /// corpus of each term of ``table``.
  func bag(_ numbers: [Int32]) -> [(terms: [Int32], counts: [Float])] {
    var start = 0
    return lengths.map { length in
      let sorted = tokens[start..<start + length].map { numbers[Int($0)] }.sorted()
      start += length
      var bag: (terms: [Int32], counts: [Float]) = ([], [])
      for term in sorted {
        if bag.terms.last == term {
          bag.counts[bag.counts.count - 1] += 1
        } else {
          bag.terms.append(term)
          bag.counts.append(1)
        }
      }
      return bag
    }
  }
}
