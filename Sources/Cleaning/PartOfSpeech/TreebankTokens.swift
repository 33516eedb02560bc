/// The tokens of a text as treebanks cut it, and its sentences.
struct TreebankTokens: Equatable, Sendable {
  /// Where each token stands in the text.
  var ranges: [Range<Int>] = []
  /// Whether each token starts with a letter or digit: what can be a noun.
  var isWord: [Bool] = []
  /// How many tokens there are up to the end of each sentence.
  var sentenceEnds: [Int] = []

  /// Appends a token.
  mutating func append(_ range: Range<Int>, isWord: Bool = false) {
    ranges.append(range)
    self.isWord.append(isWord)
  }

  /// Ends the sentence, if it has a token.
  mutating func endSentence() {
    if ranges.count > sentenceEnds.last ?? 0 { sentenceEnds.append(ranges.count) }
  }

  /// Forgets all, but keeps the memory.
  mutating func removeAll() {
    ranges.removeAll(keepingCapacity: true)
    isWord.removeAll(keepingCapacity: true)
    sentenceEnds.removeAll(keepingCapacity: true)
  }
}
