/// Reads one word at a time from UTF-8, in lower case.
///
/// A word is a run of letters, marks and digits of one script. An apostrophe between two letters is
/// part of it, and a letter that is repeated more than twice stands twice.
struct WordScanner {
  /// The UTF-8 of the word.
  private(set) var word: [UInt8] = []

  private var letters = 0
  private var length = 0
  /// The script of the word.
  private(set) var script = Script.other
  private var last: UInt32 = 0
  private var repeats = 0

  /// Whether the word counts as one: it has a letter, and more than one character unless one alone is
  /// a syllable.
  var isWord: Bool { letters > 0 && (length > 1 || script.isSyllabic) }

  /// Reads the word that starts at `start`, and returns where it ends.
  ///
  /// In a hashtag, an upper-case letter may start a new word: `#MondayMotivation`.
  mutating func scan(
    _ text: borrowing Span<UInt8>, from start: Int, isHashtag: Bool, _ characters: CharacterTable
  ) -> Int {
    reset()
    var index = start
    var previous: (value: UInt32, info: CharacterInfo) = (0, CharacterInfo(.separator, 0))
    while index < text.count {
      let (value, size) = scalar(text, at: index)
      let info = characters[value]
      switch info.kind {
      case .letter:
        guard letters == 0 || info.script == script else { return index }
        if isHashtag, length > 0, info.isUppercase(value),
          startsWord(info.script, after: previous, text, next: index + size, characters)
        {
          return index
        }
        appendLetter(info)
      case .digit:
        append(value)
      case .mark where length > 0:
        append(value)
      case .apostrophe
      where previous.info.kind == .letter && isLetter(text, at: index + size, characters):
        append(UInt32(UInt8(ascii: "'")))
      default:
        return index
      }
      previous = (value, info)
      index += size
    }
    return index
  }

  /// Removes a possessive `'s` from the end of the word.
  mutating func removePossessive() {
    let count = word.count
    guard count > 2, word[count - 1] == UInt8(ascii: "s"), word[count - 2] == UInt8(ascii: "'")
    else {
      return
    }
    word.removeLast(2)
    length -= 2
    letters -= 1
  }

  /// Makes `value` part of the word as it is.
  mutating func append(_ value: UInt32) {
    word.appendUTF8(value)
    length += 1
    last = 0
  }

  /// Forgets the word.
  mutating func reset() {
    word.removeAll(keepingCapacity: true)
    (letters, length, last, repeats) = (0, 0, 0, 0)
  }

  private mutating func appendLetter(_ info: CharacterInfo) {
    repeats = info.lower == last ? repeats + 1 : 1
    script = letters == 0 ? info.script : script
    letters += 1
    guard repeats <= 2 else { return }
    append(info.lower)
    last = info.lower
  }

  /// Whether an upper-case letter starts a word of a hashtag: `mondayM…`, `NYCMa…` and `100Da…`, but
  /// not the S of `PS5`.
  private func startsWord(
    _ script: Script, after previous: (value: UInt32, info: CharacterInfo),
    _ text: borrowing Span<UInt8>, next: Int, _ characters: CharacterTable
  ) -> Bool {
    if previous.info.kind == .letter, !previous.info.isUppercase(previous.value) { return true }
    guard next < text.count else { return false }
    let (value, _) = scalar(text, at: next)
    let info = characters[value]
    return info.kind == .letter && info.script == script && !info.isUppercase(value)
  }

  private func isLetter(
    _ text: borrowing Span<UInt8>, at index: Int, _ characters: CharacterTable
  ) -> Bool {
    index < text.count && characters[scalar(text, at: index).value].kind == .letter
  }
}
