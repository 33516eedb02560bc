import CTaggerWeights

/// Finds the part of speech of each word of a text.
///
///     let tagger = PartOfSpeechTagger(.english)
///     tagger?.tags(of: ["Dogs", "bark", "."])  // [.noun, .verb, .punctuation]
///
/// A perceptron reads a sentence from left to right and decides on each word by itself, the two
/// decisions before it being features of the next (Collins 2002, doi:10.3115/1118693.1118694, with
/// the greedy search of Honnibal's tagger). What the words that follow may be stands in a lexicon.
/// Trained on Universal Dependencies, whose words and parts of speech these are.
public struct PartOfSpeechTagger: Sendable {
  /// What was learned.
  private let model: TaggerModel

  /// The tagger of a language; nil for languages that have none here.
  public init?(_ language: Language) {
    guard let tagger = Self.shipped[language] else { return nil }
    self = tagger
  }

  /// A tagger with a model.
  init(_ model: TaggerModel) {
    self.model = model
  }

  /// A tagger from the bytes of a model file; nil if they are none.
  package init?(file: [UInt8]) {
    guard let model = TaggerModel(file: file) else { return nil }
    self.init(model)
  }

  /// The parts of speech of the tokens of one sentence.
  ///
  /// - Complexity: O(*n*) in their bytes.
  public func tags(of tokens: [String]) -> [PartOfSpeech] {
    var text = [UInt8]()
    var sentence = TreebankTokens()
    for token in tokens {
      let start = text.count
      text += token.utf8
      sentence.append(start..<text.count)
    }
    sentence.endSentence()
    return tags(of: text.span, sentence)
  }

  /// The parts of speech of the tokens that `tokenizer` finds in valid UTF-8.
  ///
  /// - Complexity: O(*n*) in the bytes.
  package func tags(
    in text: borrowing Span<UInt8>, _ tokenizer: TreebankTokenizer
  ) -> [PartOfSpeech] {
    var tokens = TreebankTokens()
    tokenizer.append(text, to: &tokens)
    return tags(of: text, tokens)
  }

  /// The parts of speech of the tokens of a text in valid UTF-8.
  func tags(of text: borrowing Span<UInt8>, _ tokens: TreebankTokens) -> [PartOfSpeech] {
    let characters = CharacterTable.standard
    var tags = [PartOfSpeech]()
    tags.reserveCapacity(tokens.ranges.count)
    // Kept from sentence to sentence, so that tagging a token needs no memory.
    var words = [WordForm]()
    var keys = [UInt64]()
    var start = 0
    for end in tokens.sentenceEnds {
      words.removeAll(keepingCapacity: true)
      for _ in 0..<2 { words.append(.boundary) }
      for index in start..<end {
        var word = WordForm(text, tokens.ranges[index], characters)
        word.ambiguity = UInt64(model.lexicon[word.lower])
        words.append(word)
      }
      for _ in 0..<2 { words.append(.boundary) }
      appendTags(of: words.span, &keys, to: &tags)
      start = end
    }
    return tags
  }

  /// Tags the words of a sentence, two boundaries on each side of it, from left to right.
  private func appendTags(
    of words: borrowing Span<WordForm>, _ keys: inout [UInt64], to tags: inout [PartOfSpeech]
  ) {
    var (tag, tagBefore) = (TaggingFeatures.boundaryTag, TaggingFeatures.boundaryTag)
    for index in 2..<words.count - 2 {
      keys.removeAll(keepingCapacity: true)
      TaggingFeatures.appendKeys(of: words, at: index, to: &keys)
      TaggingFeatures.appendKeys(of: words, at: index, after: tag, tagBefore, to: &keys)
      let best = bestTag(model.features.scores(keys.span))
      tags.append(PartOfSpeech(rawValue: UInt8(best)) ?? .other)
      (tag, tagBefore) = (UInt64(best), tag)
    }
  }
}

/// The part of speech with the highest score; the first among equals, `other` having 0.
func bestTag<Score: FixedWidthInteger & SIMDScalar>(_ scores: SIMD16<Score>) -> Int {
  var (best, highest) = (FeatureWeights.width, Score.zero)
  for tag in stride(from: FeatureWeights.width - 1, through: 0, by: -1)
  where scores[tag] >= highest {
    (best, highest) = (tag, scores[tag])
  }
  return best
}

extension PartOfSpeechTagger {
  /// The taggers that come with the program.
  static let shipped: [Language: PartOfSpeechTagger] = {
    let files = unsafe [
      Language.english: UnsafeBufferPointer(
        start: kindred_tagger_english(), count: kindred_tagger_english_size()),
      .vietnamese: UnsafeBufferPointer(
        start: kindred_tagger_vietnamese(), count: kindred_tagger_vietnamese_size()),
      .korean: UnsafeBufferPointer(
        start: kindred_tagger_korean(), count: kindred_tagger_korean_size()),
    ]
    return unsafe files.compactMapValues { unsafe PartOfSpeechTagger(file: Array($0)) }
  }()
}
