/// Words that stand together far more often than chance would have it: *premier league*.
public struct Phrase: Equatable, Sendable {
  /// What is between the tokens of a phrase. No token has it: it separates words.
  public static let separator: Character = "_"

  /// The tokens, joined: `premier_leagu`.
  public var phrase: String
  /// How often the tokens stand side by side in the corpus.
  public var count: Int
  /// The normalized pointwise mutual information of its parts, from −1 to 1.
  public var npmi: Double

  /// Creates a phrase.
  public init(phrase: String, count: Int, npmi: Double) {
    self.phrase = phrase
    self.count = count
    self.npmi = npmi
  }
}
