/// Sentences of words, each word the number of a row of vectors: what word vectors are learned from.
///
/// A sentence is whatever has an order in which neighbors belong together: a sentence, a text, or the
/// list of what one user clicked on. All words lie in one array, four bytes each.
///
///     var sentences = Sentences()
///     sentences.append([0, 1, 2])
///     sentences.append([2, 0])
///     sentences.words(of: 1)   // [2, 0]
public struct Sentences: Sendable {
  /// The words of all sentences, one sentence after the other.
  public private(set) var words: [Int32]
  /// Where each sentence begins in ``words``, and behind them its length.
  public private(set) var offsets: [Int]

  /// Creates a collection without sentences.
  public init() {
    words = []
    offsets = [0]
  }

  /// Creates sentences from their words and their offsets.
  ///
  /// - Precondition: `offsets` begins with 0, does not descend and ends with the number of words.
  public init(words: [Int32], offsets: [Int]) {
    precondition(
      offsets.first == 0 && offsets.last == words.count,
      "the offsets are not those of \(words.count) words")
    self.words = words
    self.offsets = offsets
  }

  /// The number of sentences.
  public var count: Int { offsets.count - 1 }

  /// The words of one sentence.
  ///
  /// - Complexity: O(1)
  public func words(of sentence: Int) -> ArraySlice<Int32> {
    words[offsets[sentence]..<offsets[sentence + 1]]
  }

  /// Adds a sentence.
  ///
  /// - Complexity: O(*n*) in its words, amortized.
  public mutating func append(_ sentence: some Sequence<Int32>) {
    words.append(contentsOf: sentence)
    offsets.append(words.count)
  }

  /// How often each of `vocabulary` words occurs.
  ///
  /// - Precondition: The words are in `0..<vocabulary`.
  /// - Complexity: O(*n*) in the words.
  public func counts(vocabulary: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: vocabulary)
    for word in words { counts[Int(word)] += 1 }
    return counts
  }

  /// One sentence for each of `count` groups: those of the group, one after the other in their order.
  ///
  /// - Precondition: `groups` has the group of each sentence, in `0..<count`.
  /// - Complexity: O(*n*) in the words.
  public func pooled(by groups: [Int], count groupCount: Int) -> Sentences {
    precondition(groups.count == count, "\(groups.count) groups for \(count) sentences")
    var ends = [Int](repeating: 0, count: groupCount + 1)
    for (sentence, group) in groups.enumerated() {
      ends[group + 1] += offsets[sentence + 1] - offsets[sentence]
    }
    for group in 0..<groupCount { ends[group + 1] += ends[group] }
    var places = ends
    var pooled = [Int32](repeating: 0, count: words.count)
    for (sentence, group) in groups.enumerated() {
      for word in words(of: sentence) {
        pooled[places[group]] = word
        places[group] += 1
      }
    }
    return Sentences(words: pooled, offsets: ends)
  }
}
