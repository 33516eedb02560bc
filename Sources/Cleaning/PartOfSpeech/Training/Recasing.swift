/// The ways in which people write a whole text against the rules of its language.
package enum Recasing: String, CaseIterable, Sendable {
  /// NEW VIDEO OUT NOW
  case upper
  /// New Video Out Now
  case title
  /// new video out now
  case lower

  /// The sentence in that case, with the same parts of speech.
  package func applied(to sentence: TaggedSentence) -> TaggedSentence {
    TaggedSentence(tokens: sentence.tokens.map(word), tags: sentence.tags)
  }

  /// The sentences and, of each few, one in each case: headlines and shouts are rare in treebanks but
  /// not in posts, and a capital should not always make a name.
  ///
  /// - Parameters:
  ///   - sentences: Sentences as they are usually written.
  ///   - every: The number of sentences of which the last is also learned in each case; nil for none.
  /// - Returns: The sentences, then those in capitals, in title case and in lower case.
  package static func added(to sentences: [TaggedSentence], every: Int?) -> [TaggedSentence] {
    let copied = Treebank.split(sentences, every: every).heldBack
    return sentences + allCases.flatMap { recasing in copied.map(recasing.applied) }
  }

  private func word(_ word: String) -> String {
    switch self {
    case .upper: word.uppercased()
    case .lower: word.lowercased()
    // The second word of a contraction has no capital.
    case .title:
      word.utf8.contains(UInt8(ascii: "'")) ? word : word.prefix(1).uppercased() + word.dropFirst()
    }
  }
}
