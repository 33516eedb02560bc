/// Sentences to learn from, with all that is known of them before anything is learned.
struct TrainingText: Sendable {
  /// The sentences.
  let sentences: [TaggedSentence]
  /// The tokens of each sentence, two boundaries on each side.
  let words: [[WordForm]]
  /// The frequent words.
  let lexicon: TagLexicon
  /// The number of tokens.
  let tokens: Int

  /// The features of the tokens that do not depend on tags, those of a sentence one after the other.
  private var features: [[Int32]] = []
  /// Where the features of each token end.
  private var ends: [[Int]] = []

  /// Reads the sentences and numbers their features.
  init(_ sentences: [TaggedSentence], lexiconCount: Int, _ index: inout FeatureIndex) {
    self.sentences = sentences
    tokens = sentences.reduce(0) { $0 + $1.tokens.count }
    var words = sentences.map { Self.words($0.tokens) }
    let lexicon = Self.lexicon(sentences, words, minimum: lexiconCount)
    for sentence in words.indices {
      for word in words[sentence].indices.dropFirst(2).dropLast(2) {
        words[sentence][word].ambiguity = UInt64(lexicon[words[sentence][word].lower])
      }
    }
    self.lexicon = lexicon
    self.words = words
    for sentence in words { appendFeatures(of: sentence, &index) }
  }

  /// The features of a token of a sentence that do not depend on tags.
  func features(_ sentence: Int, _ position: Int) -> ArraySlice<Int32> {
    let start = position == 0 ? 0 : ends[sentence][position - 1]
    return features[sentence][start..<ends[sentence][position]]
  }

  private mutating func appendFeatures(of sentence: [WordForm], _ index: inout FeatureIndex) {
    var keys = [UInt64]()
    var numbers = [Int32]()
    var ends = [Int]()
    for position in sentence.indices.dropFirst(2).dropLast(2) {
      keys.removeAll(keepingCapacity: true)
      TaggingFeatures.appendKeys(of: sentence.span, at: position, to: &keys)
      for key in keys { numbers.append(Int32(index.number(of: key))) }
      ends.append(numbers.count)
    }
    features.append(numbers)
    self.ends.append(ends)
  }

  private static func words(_ tokens: [String]) -> [WordForm] {
    let words = tokens.map { token in
      let bytes = Array(token.utf8)
      return WordForm(bytes.span, 0..<bytes.count, .standard)
    }
    return [.boundary, .boundary] + words + [.boundary, .boundary]
  }

  /// The words that occur often enough, with what they were.
  private static func lexicon(
    _ sentences: [TaggedSentence], _ words: [[WordForm]], minimum: Int
  ) -> TagLexicon {
    let none = [Int](repeating: 0, count: PartOfSpeech.allCases.count)
    var counts = [UInt64: [Int]]()
    for (sentence, words) in zip(sentences, words) {
      for (tag, word) in zip(sentence.tags, words.dropFirst(2)) {
        counts[word.lower, default: none][Int(tag.rawValue)] += 1
      }
    }
    let frequent = counts.filter { $0.value.reduce(0, +) >= minimum }
    return TagLexicon(frequent.mapValues(TagLexicon.ambiguity))
  }
}
