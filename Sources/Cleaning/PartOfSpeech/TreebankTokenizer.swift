/// Cuts a text into tokens as Universal Dependencies does, for the tagger that learned from such.
///
///     "I don't know @Big_Kev… #NYC 10:30 e-mail :)"
///     // I · do · n't · know · @Big_Kev · … · #NYC · 10:30 · e · - · mail · :)
///
/// A token is a word, a number, an address, a hashtag or mention, an emoji, a smiley, a run of
/// `.`, `-`, `!?` or one other character. English contractions are cut into their two words.
/// A sentence ends with its line, or after `.`, `!`, `?` or `…` before a blank, quotes and brackets
/// that close in between.
///
/// It departs from the treebanks in that a unit stays with its number (`5pm`) and an abbreviation
/// loses its period unless it is a title, a single letter or has one inside. A Vietnamese token is
/// a syllable, a Korean one what stands between blanks.
package struct TreebankTokenizer: Sendable {
  /// Whether contractions are cut.
  let isEnglish: Bool
  let characters = CharacterTable.standard

  /// A tokenizer of texts in a language.
  package init(_ language: Language) {
    isEnglish = language == .english
  }

  /// The tokens of a text, by sentence.
  package func sentences(in text: String) -> [[String]] {
    let bytes = Array(text.utf8)
    var tokens = TreebankTokens()
    append(bytes.span, to: &tokens)
    var start = 0
    return tokens.sentenceEnds.map { end in
      defer { start = end }
      return tokens.ranges[start..<end].map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  /// Appends the tokens of valid UTF-8 and the ends of its sentences.
  ///
  /// - Complexity: O(*n*) in the bytes.
  func append(_ text: borrowing Span<UInt8>, to tokens: inout TreebankTokens) {
    var index = 0
    var isClosing = false
    while index < text.count {
      let (value, size) = scalar(text, at: index)
      if isBlank(value) {
        if isClosing || value == 0x0A { tokens.endSentence() }
        isClosing = false
        index += size
        continue
      }
      let end = tokenEnd(text, from: index, value, size)
      if isWordStart(value) {
        appendWord(text, index..<end, to: &tokens)
        isClosing = false
      } else {
        tokens.append(index..<end)
        isClosing = isTerminal(value) || isClosing && isCloser(value)
      }
      index = end
    }
    tokens.endSentence()
  }

  /// Where the token that starts at `start` with the character `value` ends.
  private func tokenEnd(
    _ text: borrowing Span<UInt8>, from start: Int, _ value: UInt32, _ size: Int
  ) -> Int {
    let next = start + size
    let kind = characters[value].kind
    switch kind {
    case .letter, .digit, .mark: return wordEnd(text, from: start)
    case .hash, .at: return nameEnd(text, from: next)
    case .emoji:
      var scanner = WordScanner()
      return EmojiSequence.scan(text, from: start, into: &scanner)
    default: break
    }
    if let end = smileyEnd(text, from: start, value) { return end }
    let run = runOf(value)
    guard run > 0 else { return next }
    var end = next
    while end < text.count, runOf(UInt32(text[end])) == run { end += 1 }
    return end
  }

  /// Where a hashtag or mention ends whose name starts at `start`.
  private func nameEnd(_ text: borrowing Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count {
      let (value, size) = scalar(text, at: index)
      switch characters[value].kind {
      case .letter, .digit, .mark: break
      default: guard value == 0x5F else { return index }
      }
      index += size
    }
    return index
  }

  /// Where the smiley ends that starts at `start`, if one does: eyes, maybe a nose, a mouth.
  private func smileyEnd(_ text: borrowing Span<UInt8>, from start: Int, _ value: UInt32) -> Int? {
    guard value == 0x3A || value == 0x3B || value == 0x3D else { return nil }
    var index = start + 1
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "'") {
      index += 1
    }
    guard index < text.count, Self.mouths.contains(text[index]) else { return nil }
    index += 1
    guard index == text.count || !text[index].isAlphanumeric else { return nil }
    return index
  }

  private static let mouths = Array(")(DPpOo/|\\][*3".utf8)
}

extension TreebankTokenizer {
  private func isWordStart(_ value: UInt32) -> Bool {
    switch characters[value].kind {
    case .letter, .digit, .mark: true
    default: false
    }
  }

  private func isBlank(_ value: UInt32) -> Bool {
    value <= 0x20 || value == 0xA0 || value == 0x3000 || value == 0x2028 || value == 0x2029
  }

  private func isTerminal(_ value: UInt32) -> Bool {
    switch value {
    case 0x21, 0x2E, 0x3F, 0x2026, 0x3002: true
    default: false
    }
  }

  private func isCloser(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201D: true
    default: false
    }
  }

  /// Characters of the same number other than 0 stay together.
  private func runOf(_ value: UInt32) -> Int {
    switch value {
    case 0x2E: 1
    case 0x21, 0x3F: 2
    case 0x2D: 3
    case 0x2A: 4
    case 0x3D: 5
    case 0x5F: 6
    case 0x7E: 7
    default: 0
    }
  }
}
