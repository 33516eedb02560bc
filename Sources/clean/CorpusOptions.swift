import ArgumentParser
import Artifacts
import Cleaning

/// The options of the steps that look at the whole corpus, and of the quality of documents.
struct CorpusOptions: ParsableArguments {
  /// What becomes of documents that repeat others with a few words changed.
  enum NearDuplicateScope: String, CaseIterable, ExpressibleByArgument {
    case author, corpus, keep
  }

  @Option(
    help: "Merge similar documents of the same author or of the whole corpus, or keep them all.")
  var nearDuplicates = NearDuplicateScope.author

  @Option(help: "The Jaccard similarity from which documents are near duplicates, 0.3 to 1.")
  var similarity = 0.65

  @Option(help: "Remove lines that are in more than this share of an author's documents …")
  var boilerplateShare = 0.05

  @Option(help: "… and in at least so many of them; 0 keeps all lines.")
  var boilerplateDocuments = 5

  @Flag(help: "Join words that belong together into one token, such as premier_league.")
  var phrases = false

  @Option(help: "How often the words of a phrase must stand side by side.")
  var phraseCount = 10

  @Option(help: "The normalized mutual information that a phrase must exceed, -1 to 1.")
  var phraseNpmi = 0.5

  @Option(help: "Leave out documents of more characters; 0 for no limit.")
  var maxCharacters = 500_000

  @Option(help: "Leave out documents with a greater share of symbols; 1 for no limit.")
  var maxSymbols = 0.75

  @Option(help: "Leave out documents with a greater share of repetition; 1 for no limit.")
  var maxRepetition = 0.5

  @Option(
    help: """
      Leave out documents with a smaller share of letters in the script of their language; 0 for no limit.
      """)
  var minLanguageShare = 0.0

  @Option(help: "Remove the boilerplate and join the phrases that are listed in this folder.")
  var model: String?

  func validate() throws {
    guard (0.3...1).contains(similarity) else {
      throw ValidationError("--similarity must be from 0.3 to 1.")
    }
    for (name, share) in [
      ("boilerplate-share", boilerplateShare), ("max-symbols", maxSymbols),
      ("max-repetition", maxRepetition), ("min-language-share", minLanguageShare),
    ] where !(0...1).contains(share) {
      throw ValidationError("--\(name) must be from 0 to 1.")
    }
    guard boilerplateDocuments >= 0, maxCharacters >= 0, phraseCount >= 1 else {
      throw ValidationError(
        "--boilerplate-documents and --max-characters must not be negative, --phrase-count not 0.")
    }
    guard (-1...1).contains(phraseNpmi) else {
      throw ValidationError("--phrase-npmi must be from -1 to 1.")
    }
  }

  /// The steps, without a model.
  var steps: CorpusSteps {
    var steps = CorpusSteps()
    steps.boilerplate?.share = boilerplateShare
    steps.boilerplate?.minimumDocuments = boilerplateDocuments
    if boilerplateDocuments == 0 { steps.boilerplate = nil }
    steps.nearDuplicates?.threshold = similarity
    if nearDuplicates == .keep { steps.nearDuplicates = nil }
    steps.scope = nearDuplicates == .corpus ? .corpus : .author
    steps.quality?.maximumCharacters = maxCharacters
    steps.quality?.maximumSymbols = maxSymbols
    steps.quality?.maximumRepetition = maxRepetition
    steps.quality?.minimumLanguageShare = minLanguageShare
    if phrases {
      var options = Phrases.Options()
      (options.minimumCount, options.threshold) = (phraseCount, phraseNpmi)
      steps.phrases = options
    }
    return steps
  }
}
