/// How Model2Vec cuts long texts: first to so many characters that about enough tokens are left, so
/// that the tokenizer does not read a book to its end, and then to the greatest number of tokens.
///
/// The number of characters is the number of tokens times the median length of the vocabulary's
/// tokens, rounded down. Unknown tokens count, although they are left out of the mean afterwards.
public struct TokenLimit: Sendable, Hashable {
  /// The greatest number of tokens of a text; 512 unless the model says otherwise.
  public let tokens: Int
  /// The greatest number of characters (Unicode scalars) that are read of it.
  public let characters: Int

  /// Creates a limit for a vocabulary.
  ///
  /// - Precondition: `tokens` is positive.
  /// - Complexity: O(*n* log *n*) in the tokens of the vocabulary.
  public init(tokens: Int = 512, vocabulary: some Sequence<String>) {
    precondition(tokens > 0, "a text of \(tokens) tokens has no vector")
    let lengths = vocabulary.map(\.unicodeScalars.count).sorted()
    self.tokens = tokens
    let middle = lengths.count / 2
    let median =
      lengths.isEmpty
      ? 0 : lengths.count % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2
    characters = tokens * median
  }

  /// The beginning of a text that is read.
  ///
  /// - Complexity: O(*n*) in the characters that are kept.
  public func cut(_ text: String) -> String {
    // Short texts, which most are, need not be counted.
    guard text.utf8.count > characters else { return text }
    return String(text.unicodeScalars.prefix(characters))
  }

  /// The ids of a text that count.
  public func cut(_ ids: [Int32]) -> [Int32] {
    ids.count > tokens ? Array(ids[..<tokens]) : ids
  }
}
