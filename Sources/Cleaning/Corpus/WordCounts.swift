import DocumentTerms

/// In how many documents each token is, and how people spell it.
public struct WordCounts: Sendable {
  /// A token of the corpus.
  public struct Entry: Equatable, Sendable {
    /// The token, which may be a stem.
    public var token: String
    /// Its commonest spelling in lower case, the bytewise smallest one among equals.
    public var word: String
    /// The number of documents that have it.
    public var documents: Int
  }

  private struct Pair: Hashable {
    var token: Int32
    var word: Int32
  }

  private var tokens = TermIndex()
  private var words = TermIndex()
  /// The number of documents of each token.
  private var documents: [Int] = []
  /// How often each word became each token.
  private var occurrences: [Pair: Int] = [:]

  /// Creates counts of an empty corpus.
  public init() {}

  /// Counts some documents of a batch.
  ///
  /// - Parameters:
  ///   - batch: Documents that were cleaned together.
  ///   - indexes: The positions in the batch of the documents to count.
  /// - Complexity: O(*n*) in their tokens and the distinct words of the batch.
  public mutating func add(_ batch: CleanedBatch, _ indexes: [Int]) {
    let table = batch.terms
    var ofTerm = [Int](repeating: 0, count: table.terms.count)
    var ofToken = [Int](repeating: 0, count: table.tokens.count)
    var lastDocument = [Int](repeating: -1, count: table.tokens.count)
    for index in indexes {
      for term in batch.documents[index].terms {
        let token = Int(table.terms[Int(term)].token)
        ofTerm[Int(term)] += 1
        if lastDocument[token] != index { ofToken[token] += 1 }
        lastDocument[token] = index
      }
    }
    merge(table, ofTerm: ofTerm, ofToken: ofToken)
  }

  /// The tokens in bytewise order.
  ///
  /// - Complexity: O(*n* log *n*) in the number of distinct words.
  public func entries() -> [Entry] {
    var entries = documents.indices.map { token in
      Entry(token: tokens[Int32(token)], word: "", documents: documents[token])
    }
    var best = [Int](repeating: 0, count: entries.count)
    for (pair, count) in occurrences {
      let token = Int(pair.token)
      guard count >= best[token] else { continue }
      let word = words[pair.word]
      if count > best[token] || word.utf8.lexicographicallyPrecedes(entries[token].word.utf8) {
        entries[token].word = word
      }
      best[token] = count
    }
    return entries.sorted { $0.token.utf8.lexicographicallyPrecedes($1.token.utf8) }
  }

  private mutating func merge(_ table: TermTable, ofTerm: [Int], ofToken: [Int]) {
    let numbers = ofToken.indices.map { token -> Int32 in
      guard ofToken[token] > 0 else { return -1 }
      let number = tokens.number(of: table.tokens.utf8(Int32(token)))
      if Int(number) == documents.count { documents.append(0) }
      documents[Int(number)] += ofToken[token]
      return number
    }
    for (term, count) in zip(table.terms, ofTerm) where count > 0 {
      let word = words.number(of: table.words.utf8(term.word))
      occurrences[Pair(token: numbers[Int(term.token)], word: word), default: 0] += count
    }
  }
}
