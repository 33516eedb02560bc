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
  private let characters = CharacterTable.standard

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

  /// Where the letters, digits and marks that start at `start` end, with what may stand inside.
  private func wordEnd(_ text: borrowing Span<UInt8>, from start: Int) -> Int {
    var index = start
    var previous: UInt32 = 0
    // The length of the part after the last period: it is one letter long in `U.S.`.
    var (part, hasPeriod) = (0, false)
    while index < text.count {
      let (value, size) = scalar(text, at: index)
      let next = index + size
      switch characters[value].kind {
      case .letter, .digit, .mark: part += 1
      default:
        guard next < text.count, joins(value, previous, scalar(text, at: next).value, part) else {
          let isAbbreviation =
            value == Self.period
            && (part == 1 && hasPeriod || Contraction.isAbbreviation(text, start..<index))
          return isAbbreviation ? next : index
        }
        hasPeriod = hasPeriod || value == Self.period
        part = value == Self.period ? 0 : part + 1
      }
      previous = value
      index = next
    }
    return index
  }

  private static let period: UInt32 = 0x2E

  /// Whether `value` stands inside a word, between these two characters.
  private func joins(
    _ value: UInt32, _ previous: UInt32, _ following: UInt32, _ part: Int
  ) -> Bool {
    let (before, after) = (characters[previous].kind, characters[following].kind)
    switch value {
    case 0x27, 0x2019, 0x02BC: return after == .letter
    case Self.period:
      if before == .digit || after == .digit { return before == after }
      // `amazon.com` and `U.S`, but a sentence that ends.Here a blank was forgotten.
      return after == .letter && (part == 1 || !characters[following].isUppercase(following))
    case 0x2C, 0x3A: return before == .digit && after == .digit
    case 0x40, 0x5F: return after == .letter || after == .digit
    default: return false
    }
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
  /// Appends a word, cut in two if it is a contraction.
  private func appendWord(
    _ text: borrowing Span<UInt8>, _ range: Range<Int>, to tokens: inout TreebankTokens
  ) {
    let start = isEnglish ? Contraction.secondWord(of: text, range) : nil
    guard let start else {
      tokens.append(range, isWord: true)
      return
    }
    tokens.append(range.lowerBound..<start, isWord: true)
    tokens.append(start..<range.upperBound, isWord: true)
  }

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
