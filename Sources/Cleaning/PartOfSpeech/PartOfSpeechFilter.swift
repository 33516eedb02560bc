/// Makes a text of which only the words of some parts of speech are left.
///
/// Blanks stand in place of the other words, so that the tokenizer that counts words never sees
/// them, and need not cut texts the way the tagger does. Hashtags, mentions, emoji and punctuation
/// stay as they are. Texts in languages without a tagger stay whole.
struct PartOfSpeechFilter: Sendable {
  private let kept: KeptWords

  /// A filter that keeps these words.
  init(_ kept: KeptWords) {
    self.kept = kept
  }

  /// Whether words of a text in `language` may be left out.
  func applies(to language: Language) -> Bool {
    kept != .all && PartOfSpeechTagger.shipped[language] != nil
  }

  /// The text without the words that do not count.
  ///
  /// - Complexity: O(*n*) in the bytes of `text`, which is valid UTF-8.
  func filtered(_ text: [UInt8], _ language: Language) -> [UInt8] {
    guard kept != .all, let tagger = PartOfSpeechTagger.shipped[language] else { return text }
    var tokens = TreebankTokens()
    TreebankTokenizer(language).append(text.span, to: &tokens)
    let tags = tagger.tags(of: text.span, tokens)
    var filtered = text
    for (token, range) in tokens.ranges.enumerated()
    where tokens.isWord[token] && !kept.contains(tags[token]) {
      for index in range { filtered[index] = UInt8(ascii: " ") }
    }
    return filtered
  }
}
