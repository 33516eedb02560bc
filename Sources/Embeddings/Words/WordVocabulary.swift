import DocumentTerms
import LinearAlgebra

/// Words with their numbers: the order of how often they occur, most often first.
public struct WordVocabulary: Sendable, Equatable {
  /// The words; of equal counts, in bytewise order.
  public let words: [String]
  /// How often each occurs.
  public let counts: [Int]

  /// Creates a vocabulary from its parts, as a model file holds them.
  public init(words: [String], counts: [Int]) {
    precondition(words.count == counts.count, "\(words.count) words, \(counts.count) counts")
    (self.words, self.counts) = (words, counts)
  }

  /// For each word its row in another vocabulary, or -1.
  ///
  /// - Complexity: O(*n*) in the words of both.
  public func rows(in other: WordVocabulary) -> [Int] {
    let rows = Dictionary(
      other.words.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return words.map { rows[$0] ?? -1 }
  }
}

/// Texts as sentences of known words.
public struct WordCorpus: Sendable {
  /// The words that are known.
  public let vocabulary: WordVocabulary
  /// A sentence for each text, without the words that are not known.
  public let sentences: Sentences
  /// The number of words of each text, all of them.
  public let lengths: [Int]

  /// Texts are read in parts of this many, whatever the number of threads.
  private static let chunk = 2048

  /// Reads texts and learns their words.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - separator: The byte between two words; nothing between two of them is no word.
  ///   - minimumCount: How often a word must occur to be known.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*n* + *v* log *v*) for *n* bytes of text and *v* distinct words.
  public init(
    _ texts: TextSource, separator: UInt8 = UInt8(ascii: " "), minimumCount: Int, threads: Int
  ) {
    self.init(Self.parts(texts, separator, threads), threads: threads) { index, counts in
      let known = (0..<Int32(index.count)).filter { counts[Int($0)] >= minimumCount }
      var ranks = [Int](repeating: 0, count: index.count)
      for (rank, number) in index.bytewiseOrder().enumerated() { ranks[Int(number)] = rank }
      let order = known.sorted { a, b in
        let (a, b) = (Int(a), Int(b))
        return counts[a] != counts[b] ? counts[a] > counts[b] : ranks[a] < ranks[b]
      }
      let vocabulary = WordVocabulary(
        words: order.map { index[$0] }, counts: order.map { counts[Int($0)] })
      var numbers = [Int32](repeating: -1, count: index.count)
      for (number, term) in order.enumerated() { numbers[Int(term)] = Int32(number) }
      return (vocabulary, numbers)
    }
  }

  /// Reads texts whose words another corpus has taught.
  ///
  /// - Complexity: O(*n* + *v*) for *n* bytes of text and *v* words of the vocabulary.
  public init(
    _ texts: TextSource, separator: UInt8 = UInt8(ascii: " "), vocabulary: WordVocabulary,
    threads: Int
  ) {
    var known = TermIndex()
    for word in vocabulary.words { _ = known.number(of: word.utf8Span.span) }
    self.init(Self.parts(texts, separator, threads), threads: threads) { index, _ in
      (
        vocabulary,
        (0..<Int32(index.count)).map { known.existingNumber(of: index.utf8($0)) ?? -1 }
      )
    }
  }

  private init(
    _ parts: [Part], threads: Int,
    _ choose: (TermIndex, _ counts: [Int]) -> (WordVocabulary, numbers: [Int32])
  ) {
    var merged = TermIndex()
    let found = parts.map { part in
      (0..<Int32(part.index.count)).map { merged.number(of: part.index.utf8($0)) }
    }
    var counts = [Int](repeating: 0, count: merged.count)
    for (part, numbers) in zip(parts, found) {
      for term in part.occurrences { counts[Int(numbers[Int(term)])] += 1 }
    }
    let (vocabulary, numbers) = choose(merged, counts)
    let known = parallelMap(count: parts.count, chunk: 1, threads: threads) { range in
      let (part, numbersOfPart) = (parts[range.lowerBound], found[range.lowerBound])
      return part.known(numbersOfPart.map { numbers[Int($0)] })
    }
    var offsets = [0]
    offsets.reserveCapacity(parts.reduce(1) { $0 + $1.lengths.count })
    for part in known {
      for length in part.lengths { offsets.append(offsets[offsets.count - 1] + length) }
    }
    var words: [Int32] = []
    words.reserveCapacity(offsets[offsets.count - 1])
    for part in known { words += part.words }
    self.vocabulary = vocabulary
    sentences = Sentences(words: words, offsets: offsets)
    lengths = parts.flatMap(\.lengths)
  }

  private static func parts(_ texts: TextSource, _ separator: UInt8, _ threads: Int) -> [Part] {
    parallelMap(count: texts.count, chunk: chunk, threads: threads) { range in
      var part = Part()
      var buffer: [UInt8] = []
      for text in range { texts.withText(text, &buffer) { part.add($0, separator) } }
      return part
    }
  }

  /// The words of consecutive texts, numbered by an index of their own.
  private struct Part: Sendable {
    var index = TermIndex()
    /// The number of words of each text.
    var lengths: [Int] = []
    /// The words of all texts, one text after the other.
    var occurrences: [Int32] = []

    mutating func add(_ text: Span<UInt8>, _ separator: UInt8) {
      let before = occurrences.count
      var start = 0
      for end in 0...text.count {
        guard end == text.count || text[end] == separator else { continue }
        if end > start { occurrences.append(index.number(of: text.extracting(start..<end))) }
        start = end + 1
      }
      lengths.append(occurrences.count - before)
    }

    /// The words that are known, by their numbers in the vocabulary, and how many each text has.
    func known(_ numbers: [Int32]) -> (words: [Int32], lengths: [Int]) {
      var result: (words: [Int32], lengths: [Int]) = ([], [])
      var start = 0
      for length in lengths {
        let before = result.words.count
        for term in occurrences[start..<start + length] where numbers[Int(term)] >= 0 {
          result.words.append(numbers[Int(term)])
        }
        result.lengths.append(result.words.count - before)
        start += length
      }
      return result
    }
  }
}
