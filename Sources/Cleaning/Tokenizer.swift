import DocumentTerms

/// Splits a normalized text into lower-case words.
///
///     Tokenizer().words(in: "It's #MondayMotivation, sooo good 😀 @Big_Kev [PS5]")
///     // ["it", "monday", "motivation", "soo", "good", "ps5"]
///
/// Words are runs of letters of one script; digits count inside a word that has letters. Hashtags are
/// split at their capitals, mentions and numbers dropped, as are words of one letter and the
/// possessive 's. Brackets and hyphens separate. Korean is split at blanks, Vietnamese too, so that its
/// words of several syllables are phrases: `Hà Nội`. Han and Thai, which have no blanks, become
/// overlapping ``CharacterGrams``; hiragana and katakana are split where the script changes. A single
/// character of Hangul, hiragana or Han is a word.
public struct Tokenizer: Sendable {
  /// What becomes of emoji.
  public enum Emoji: String, CaseIterable, Sendable {
    /// They separate words.
    case drop
    /// Each one is a word.
    case keep
  }

  /// What becomes of emoji.
  public let emoji: Emoji

  /// Creates a tokenizer.
  public init(emoji: Emoji = .drop) {
    self.emoji = emoji
  }

  /// The words of `text`, in order.
  public func words(in text: String) -> [String] {
    var words = TermList()
    let bytes = Array(text.utf8)
    appendWords(of: bytes.span, to: &words)
    return (0..<words.count).map { words[$0] }
  }

  /// Appends the words of valid UTF-8.
  ///
  /// - Complexity: O(*n*) in the bytes.
  func appendWords(of text: borrowing Span<UInt8>, to words: inout TermList) {
    let characters = CharacterTable.standard
    var scanner = WordScanner()
    var grams = CharacterGrams()
    var previous = CharacterInfo.Kind.separator
    var isHashtag = false
    var index = 0
    while index < text.count {
      // Blanks and plain words, of which a text mostly consists, need no look at the table.
      if text[index] == UInt8(ascii: " ") {
        (previous, isHashtag) = (.separator, false)
        index += 1
        continue
      }
      if !isHashtag, text[index].isLetter, let end = PlainWords.end(in: text, from: index) {
        if end - index > 1 { words.append(lowercased: index..<end, of: text) }
        previous = .letter
        index = end
        continue
      }
      let (value, size) = scalar(text, at: index)
      let kind = characters[value].kind
      switch kind {
      case .letter, .digit:
        index = scanner.scan(text, from: index, isHashtag: isHashtag, characters)
        scanner.removePossessive()
        if scanner.isWord { append(scanner, &grams, to: &words) }
        previous = .letter
        continue
      case .emoji where emoji == .keep:
        scanner.reset()
        index = EmojiSequence.scan(text, from: index, into: &scanner)
        words.append(scanner.word.indices, of: scanner.word.span)
      case .at where previous != .letter:
        index = mentionEnd(text, from: index + size, characters)
      default:
        index += size
      }
      isHashtag = kind == .hash
      previous = kind
    }
  }

  /// Appends a word, or its groups of characters.
  private func append(
    _ scanner: borrowing WordScanner, _ grams: inout CharacterGrams, to words: inout TermList
  ) {
    let word = scanner.word
    guard let size = CharacterGrams.size(of: scanner.script) else {
      words.append(word.indices, of: word.span)
      return
    }
    grams.forEach(size: size, in: word.span, CharacterTable.standard) { range in
      words.append(range, of: word.span)
    }
  }

  /// Where the name after an `@` ends.
  private func mentionEnd(
    _ text: borrowing Span<UInt8>, from start: Int, _ characters: CharacterTable
  ) -> Int {
    var index = start
    while index < text.count {
      let (value, size) = scalar(text, at: index)
      switch characters[value].kind {
      case .letter, .digit, .mark: break
      default:
        guard value == UInt32(UInt8(ascii: "_")) || value == UInt32(UInt8(ascii: ".")) else {
          return index
        }
      }
      index += size
    }
    return index
  }
}
