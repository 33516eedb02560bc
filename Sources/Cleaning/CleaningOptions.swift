/// How documents are cleaned.
public struct CleaningOptions: Sendable {
  /// What makes the text that an encoder reads.
  public var normalizer = TextNormalizer()
  /// The language of documents that say too little to tell it.
  public var language: Language
  /// Whether all documents are taken to be in ``language``, instead of each one's being found.
  public var isMonolingual = false
  /// How the endings of words are cut.
  public var stemming: Stemming
  /// Whether emoji count as tokens.
  public var emoji: Tokenizer.Emoji
  /// Which words count as tokens, in languages that have a tagger.
  public var keep: KeptWords
  /// Lists of phrases that are left out of the tokens of English documents. A phrase of several words
  /// is found where all of them count.
  public var dropping: [PhraseList]
  /// Whether words with digits, such as `ps5`, are no tokens.
  public var dropsDigits = false

  /// Creates options.
  public init(
    language: Language = .english, stemming: Stemming = .snowball, emoji: Tokenizer.Emoji = .drop,
    keep: KeptWords = .all, dropping: [PhraseList] = []
  ) {
    self.language = language
    self.stemming = stemming
    self.emoji = emoji
    self.keep = keep
    self.dropping = dropping
  }

  /// The recipe of the seed of this project for topics of posts: nouns alone, without text in
  /// brackets, emoji, words with digits, adverbs of time and quantifiers.
  ///
  /// The seed compared each word with its two lists rather than with what is in them, and so removed
  /// nothing; here they are removed.
  public static var seed: CleaningOptions {
    var options = CleaningOptions(keep: .nouns, dropping: PhraseList.allCases)
    options.normalizer.dropsBrackets = true
    options.normalizer.emoji = .drop
    options.dropsDigits = true
    return options
  }
}
