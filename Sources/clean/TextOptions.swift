import ArgumentParser
import Cleaning

/// The options of what becomes of each text by itself.
struct TextOptions: ParsableArguments {
  /// A set of options under one name.
  enum Recipe: String, CaseIterable, ExpressibleByArgument {
    case standard, seed

    /// Its options.
    var options: CleaningOptions { self == .seed ? .seed : CleaningOptions() }
  }

  /// What becomes of something in a text.
  enum Fate: String, CaseIterable, ExpressibleByArgument {
    case keep, drop
  }

  @Option(
    help: """
      Where the other options start from: standard, or seed, the recipe of the first version of this \
      pipeline for topics of posts: --keep nouns, --drop-phrases of both lists, --brackets drop, \
      --text-emoji drop, --digits drop.
      """)
  var recipe = Recipe.standard

  @Option(
    help: ArgumentHelp(
      "The language of documents that say too little to tell, as its ISO 639-1 code.",
      valueName: "code"))
  var language = Language.english

  @Flag(help: "Take all documents to be in --language, instead of finding the language of each.")
  var oneLanguage = false

  @Option(help: "How the endings of words are cut.")
  var stemming = Stemming.snowball

  @Option(help: "Whether emoji count as tokens.")
  var emoji = Tokenizer.Emoji.drop

  @Option(help: "What becomes of emoji in the text: their names may take their place.")
  var textEmoji: TextNormalizer.Emoji?

  @Option(help: "What becomes of text in square brackets.")
  var brackets: Fate?

  @Option(help: "Whether words with digits, such as ps5, count as tokens.")
  var digits: Fate?

  @Option(help: "The normal form of Unicode: nfkc makes what only looks different the same.")
  var unicode = TextNormalizer.Form.nfc

  @Option(help: "What becomes of more than three of one character in a row.")
  var longRuns = Fate.drop

  @Option(
    help: """
      Which words count as tokens, by part of speech, in English, Vietnamese and Korean; all do in \
      other languages.
      """)
  var keep: KeptWords?

  @Option(help: "Leave phrases of this list out of the tokens; may be repeated.")
  var dropPhrases: [PhraseList] = []

  /// The options together.
  var options: CleaningOptions {
    var options = recipe.options
    (options.language, options.stemming, options.emoji) = (language, stemming, emoji)
    options.isMonolingual = oneLanguage
    options.normalizer.form = unicode
    options.normalizer.shortensRuns = longRuns == .drop
    if let textEmoji { options.normalizer.emoji = textEmoji }
    if let brackets { options.normalizer.dropsBrackets = brackets == .drop }
    if let digits { options.dropsDigits = digits == .drop }
    if let keep { options.keep = keep }
    if !dropPhrases.isEmpty { options.dropping = dropPhrases }
    return options
  }
}

extension KeptWords: ExpressibleByArgument {}
extension PhraseList: ExpressibleByArgument {}
extension Stemming: ExpressibleByArgument {}
extension TextNormalizer.Emoji: ExpressibleByArgument {}
extension TextNormalizer.Form: ExpressibleByArgument {}
extension Tokenizer.Emoji: ExpressibleByArgument {}
