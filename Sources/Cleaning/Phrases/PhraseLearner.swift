import DocumentTerms
import LinearAlgebra

/// Learns the phrases of a corpus: collocations by normalized pointwise mutual information.
///
/// Of two tokens with probabilities *p(a)*, *p(b)* that stand side by side with probability *p(ab)*, it
/// is ln(*p(ab)* ÷ *p(a)p(b)*) ÷ −ln *p(ab)*: 1 if they never stand apart, 0 if by chance (Bouma 2009,
/// *Normalized (pointwise) mutual information in collocation extraction*). Plain mutual information
/// prefers the rarest pairs; this does not. Probabilities are counts divided by the number of tokens,
/// as in gensim's `npmi_scorer`. A second round takes the phrases of the first one as tokens and joins
/// them with their neighbors.
public struct PhraseLearner: Sendable {
  /// The tokens of all documents; ``end`` after each document.
  private var stream: [Int32] = []
  private var tokens = TermIndex()
  private let options: Phrases.Options

  private static let end: Int32 = -1

  /// Creates a learner that has seen no documents.
  public init(_ options: Phrases.Options) {
    self.options = options
  }

  /// Adds a document by its tokens.
  public mutating func append(_ document: [String]) {
    for token in document { stream.append(tokens.number(of: Array(token.utf8).span)) }
    stream.append(Self.end)
  }

  /// Adds some documents of a batch.
  mutating func append(_ batch: CleanedBatch, _ indexes: [Int]) {
    let table = batch.terms
    var numbers = [Int32](repeating: Self.end, count: table.tokens.count)
    for index in indexes {
      for term in table.occurrences[batch.documents[index].terms] {
        let token = table.terms[Int(term)].token
        if numbers[Int(token)] == Self.end {
          numbers[Int(token)] = tokens.number(of: table.tokens.utf8(token))
        }
        stream.append(numbers[Int(token)])
      }
      stream.append(Self.end)
    }
  }

  /// The phrases of the documents.
  ///
  /// - Complexity: O(*n* log *n*) in the tokens, of which eight bytes each are held beside the tokens.
  public consuming func learn(threads: Int) -> Phrases {
    let words = tokens.count
    let first = collocations(threads) { _, _ in true }
    guard !first.isEmpty else { return Phrases() }
    join(first)
    let second = collocations(threads) { left, right in Int(left) >= words || Int(right) >= words }
    return Phrases((first + second).map { phrase(of: $0) })
  }

  /// Two tokens that stand together.
  private struct Collocation: Sendable {
    var pair: UInt64
    var count: Int
    var npmi: Double
    var left: Int32 { Int32(truncatingIfNeeded: pair >> 32) }
    var right: Int32 { Int32(truncatingIfNeeded: pair) }
  }

  private func phrase(of collocation: Collocation) -> Phrase {
    Phrase(
      phrase: name(collocation.left, collocation.right), count: collocation.count,
      npmi: collocation.npmi)
  }

  private func name(_ left: Int32, _ right: Int32) -> String {
    "\(tokens[left])\(Phrase.separator)\(tokens[right])"
  }

  /// The collocations among the pairs that `isCandidate`, in the order of their tokens' numbers.
  private func collocations(
    _ threads: Int, _ isCandidate: @Sendable (Int32, Int32) -> Bool
  ) -> [Collocation] {
    let frequencies = frequencies
    let total = frequencies.reduce(0, +)
    // Some million pairs at a time bound the memory: those whose left token leaves one remainder.
    let parts = total / 4_000_000 + 1
    let found = parallelMap(count: parts, chunk: 1, threads: threads) { range in
      let part = range.lowerBound
      var pairs = [UInt64]()
      for index in stream.indices.dropLast() {
        let (left, right) = (stream[index], stream[index + 1])
        guard left != Self.end, right != Self.end, Int(left) % parts == part,
          frequencies[Int(left)] >= options.minimumCount,
          frequencies[Int(right)] >= options.minimumCount, isCandidate(left, right)
        else { continue }
        pairs.append(Phrases.pair(left, right))
      }
      pairs.sort()
      return scored(pairs, frequencies, total)
    }
    return found.flatMap { $0 }.sorted { $0.pair < $1.pair }
  }

  /// How often each token occurs.
  private var frequencies: [Int] {
    var counts = [Int](repeating: 0, count: tokens.count)
    for token in stream where token != Self.end { counts[Int(token)] += 1 }
    return counts
  }

  /// The pairs of a sorted list that are frequent and near enough.
  private func scored(_ pairs: [UInt64], _ counts: [Int], _ total: Int) -> [Collocation] {
    var found = [Collocation]()
    var start = 0
    while start < pairs.count {
      var end = start + 1
      while end < pairs.count, pairs[end] == pairs[start] { end += 1 }
      var collocation = Collocation(pair: pairs[start], count: end - start, npmi: 0)
      start = end
      guard collocation.count >= options.minimumCount else { continue }
      collocation.npmi = normalizedMutualInformation(
        left: counts[Int(collocation.left)], right: counts[Int(collocation.right)],
        both: collocation.count, total: total)
      if collocation.npmi > options.threshold { found.append(collocation) }
    }
    return found
  }

  /// Replaces pairs of tokens by new tokens, from left to right.
  private mutating func join(_ collocations: [Collocation]) {
    var joined = [UInt64: Int32](minimumCapacity: collocations.count)
    for collocation in collocations {
      let name = Array(name(collocation.left, collocation.right).utf8)
      joined[collocation.pair] = tokens.number(of: name.span)
    }
    var write = 0
    var read = 0
    while read < stream.count {
      let left = stream[read]
      if left != Self.end, read + 1 < stream.count, stream[read + 1] != Self.end,
        let phrase = joined[Phrases.pair(left, stream[read + 1])]
      {
        stream[write] = phrase
        read += 2
      } else {
        stream[write] = left
        read += 1
      }
      write += 1
    }
    stream.removeSubrange(write...)
  }
}
