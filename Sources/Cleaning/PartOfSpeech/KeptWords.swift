/// Which words of a document count as tokens, by their part of speech.
public enum KeptWords: String, CaseIterable, Sendable {
  /// All of them.
  case all
  /// Nouns and proper nouns: what a text is about.
  case nouns
  /// Nouns, proper nouns, verbs and adjectives.
  case nounsVerbsAdjectives = "nouns-verbs-adjectives"

  /// Whether words with a part of speech count.
  public func contains(_ partOfSpeech: PartOfSpeech) -> Bool {
    switch (self, partOfSpeech) {
    case (.all, _), (_, .noun), (_, .properNoun): true
    case (.nounsVerbsAdjectives, .verb), (.nounsVerbsAdjectives, .adjective): true
    default: false
    }
  }
}
