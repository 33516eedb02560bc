import ArgumentParser
import TopicModeling

/// How topics are found by class-based TF-IDF.
struct CTFIDFArguments: ParsableArguments {
  @Flag(help: "Take the square root of frequencies, so that the commonest words weigh less.")
  var reduceFrequentWords = false

  @Flag(name: .customLong("bm25"), help: "Weigh terms by BM25's inverse frequency.")
  var bm25 = false

  @Option(help: "How many words in a row make a term: 1, or a range such as 1-2.")
  var ngrams = "1"

  @Option(
    help:
      "Words that topics should show: a word a line, and behind a tab what to multiply its weight by."
  )
  var seedWords: String?

  @Option(help: "What the weights of seed words are multiplied by that have no number.")
  var seedMultiplier = 2.0

  func validate() throws {
    guard seedMultiplier.isFinite, seedMultiplier >= 0 else {
      throw ValidationError("--seed-multiplier must be 0 or more; 2 is usual.")
    }
    guard Self.grams(ngrams) != nil else {
      throw ValidationError("--ngrams must be a number such as 1 or a range such as 1-2, up to 5.")
    }
  }

  /// The runs of words that are terms.
  var grams: TermGrams { Self.grams(ngrams) ?? .single }

  /// Reads `2` or `1-2`.
  static func grams(_ text: String) -> TermGrams? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2,
      first >= 1, first <= last, last <= 5
    else { return nil }
    return TermGrams(first...last)
  }
}
