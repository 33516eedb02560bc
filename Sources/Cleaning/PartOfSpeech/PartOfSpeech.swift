/// What a word does in its sentence: the universal parts of speech of Universal Dependencies
/// (de Marneffe et al. 2021, doi:10.1162/coli_a_00402).
public enum PartOfSpeech: UInt8, CaseIterable, Sendable {
  case noun, properNoun, verb, adjective, adverb, auxiliary, pronoun, determiner, adposition
  case coordinatingConjunction, subordinatingConjunction, particle, numeral, interjection
  case punctuation, symbol
  /// What has no part of speech: foreign words, list items, typing errors.
  case other

  /// The tag as treebanks write it, such as `PROPN`.
  public var tag: String { Self.tags[Int(rawValue)] }

  /// The part of speech with a tag; nil if there is none.
  public init?(tag: String) {
    guard let index = Self.tags.firstIndex(of: tag) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  private static let tags = [
    "NOUN", "PROPN", "VERB", "ADJ", "ADV", "AUX", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "PART",
    "NUM", "INTJ", "PUNCT", "SYM", "X",
  ]
}
