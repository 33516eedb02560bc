/// How well a tagger does on sentences whose words people have tagged.
package struct TaggingAccuracy: CustomStringConvertible, Sendable {
  /// The number of tokens.
  package private(set) var tokens = 0
  /// How many of them got the right part of speech.
  package private(set) var right = 0
  /// Tokens that are nouns and were called so, that are none but were, and that are but were not.
  private var (nouns, falseNouns, missedNouns) = (0, 0, 0)

  /// Measures a tagger.
  package init(of tagger: PartOfSpeechTagger, on sentences: [TaggedSentence]) {
    for sentence in sentences {
      for (tag, truth) in zip(tagger.tags(of: sentence.tokens), sentence.tags) {
        count(tag, truth)
      }
    }
  }

  /// The share of tokens with the right part of speech.
  package var accuracy: Double { Double(right) / Double(max(tokens, 1)) }

  /// The harmonic mean of precision and recall of the words that ``KeptWords/nouns`` keeps.
  package var nounF1: Double {
    2 * Double(nouns) / Double(max(2 * nouns + falseNouns + missedNouns, 1))
  }

  /// Both measures on one line.
  package var description: String {
    "\(tokens) tokens: accuracy \(accuracy), F1 of nouns \(nounF1)"
  }

  private mutating func count(_ tag: PartOfSpeech, _ truth: PartOfSpeech) {
    tokens += 1
    if tag == truth { right += 1 }
    switch (KeptWords.nouns.contains(tag), KeptWords.nouns.contains(truth)) {
    case (true, true): nouns += 1
    case (true, false): falseNouns += 1
    case (false, true): missedNouns += 1
    case (false, false): break
    }
  }
}
