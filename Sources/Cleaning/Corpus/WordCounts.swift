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

  /// The counts of some documents of a batch, made on any thread.
  struct Part: Sendable {
    fileprivate let table: TermTable
    /// How often each term occurs.
    fileprivate var ofTerm: [Int]
    /// In how many documents each token is.
    fileprivate var ofToken: [Int]

    /// Counts the documents at the positions `indexes` of a batch.
    ///
    /// - Complexity: O(*n*) in their tokens and the distinct words of the batch.
    init(_ batch: CleanedBatch, _ indexes: [Int]) {
      table = batch.terms
      ofTerm = [Int](repeating: 0, count: table.terms.count)
      ofToken = [Int](repeating: 0, count: table.tokens.count)
      var lastDocument = [Int](repeating: -1, count: table.tokens.count)
      for index in indexes {
        for term in table.occurrences[batch.documents[index].terms] {
          let token = Int(table.terms[Int(term)].token)
          ofTerm[Int(term)] += 1
          if lastDocument[token] != index { ofToken[token] += 1 }
          lastDocument[token] = index
        }
      }
    }
  }

  /// Adds the counts of more documents.
  ///
  /// - Complexity: O(*n*) in their distinct words.
  mutating func add(_ part: Part) {
    let table = part.table
    let numbers = part.ofToken.indices.map { token -> Int32 in
      guard part.ofToken[token] > 0 else { return -1 }
      let number = tokens.number(of: table.tokens.utf8(Int32(token)))
      if Int(number) == documents.count { documents.append(0) }
      documents[Int(number)] += part.ofToken[token]
      return number
    }
    for (term, count) in zip(table.terms, part.ofTerm) where count > 0 {
      let word = words.number(of: table.words.utf8(term.word))
      occurrences[Pair(token: numbers[Int(term.token)], word: word), default: 0] += count
    }
  }

  /// The tokens in bytewise order.
  ///
  /// - Complexity: O(*n* log *n*) in the number of distinct words.
  public func entries() -> [Entry] {
    // The number of the commonest word of each token, and how often it is.
    var best = [(word: Int32, count: Int)](repeating: (-1, 0), count: documents.count)
    for (pair, count) in occurrences {
      let (word, most) = best[Int(pair.token)]
      if count > most || count == most && words.precedes(pair.word, word) {
        best[Int(pair.token)] = (pair.word, count)
      }
    }
    return tokens.bytewiseOrder().map { token in
      Entry(
        token: tokens[token], word: words[best[Int(token)].word], documents: documents[Int(token)])
    }
  }
}
