/// A token as the features see it: hashes of its spelling and of its parts.
///
/// Words differ in spelling, beginning, ending and shape; each of these is a number here, so that
/// tagging makes no strings. Curly quotes count as straight ones, long dashes as hyphens and all
/// digits as zeros.
struct WordForm: Sendable {
  /// The spelling.
  var form: UInt64
  /// The spelling in lower case.
  var lower: UInt64
  /// The last one, two, three and four characters in lower case; 0 where the word is shorter.
  var suffixes = SIMD4<UInt64>()
  /// The first one, two and three characters in lower case; 0 where the word is shorter.
  var prefixes = SIMD4<UInt64>()
  /// The kinds of its characters, runs of one kind counted once: `Xx` for `Word`.
  var shape: UInt64
  /// What the lexicon says it may be.
  var ambiguity: UInt64 = 0

  /// What stands before the first and after the last token of a sentence.
  static let boundary = WordForm(form: 1, lower: 1, shape: 1)

  private init(form: UInt64, lower: UInt64, shape: UInt64) {
    (self.form, self.lower, self.shape) = (form, lower, shape)
  }

  /// Reads the token at `range` of valid UTF-8.
  ///
  /// - Complexity: O(*n*) in the bytes of the token.
  init(_ text: borrowing Span<UInt8>, _ range: Range<Int>, _ characters: CharacterTable) {
    self.init(form: 0, lower: 0, shape: 0)
    // The last and the first characters, those at the edge of the word first.
    var (last, first, count) = (SIMD4<UInt64>(), SIMD4<UInt64>(), 0)
    var previous = CharacterKind.none
    var index = range.lowerBound
    while index < range.upperBound {
      let (value, size) = scalar(text, at: index)
      let character = characters[value].spelled(value)
      form = hashed(form, character.form)
      lower = hashed(lower, character.lower)
      if character.kind != previous { shape = shape << 3 | UInt64(character.kind.rawValue) }
      previous = character.kind
      last = SIMD4(character.lower, last[0], last[1], last[2])
      if count < 4 { first[count] = character.lower }
      count += 1
      index += size
    }
    suffixes = Self.affixes(last, count)
    prefixes = Self.affixes(first, count)
  }

  /// The first one to four of `characters`, as a number each; 0 for those longer than the word.
  private static func affixes(_ characters: SIMD4<UInt64>, _ count: Int) -> SIMD4<UInt64> {
    // A scalar has 21 bits: three of them fit.
    var affixes = SIMD4(repeating: characters[0])
    affixes[1] = count < 2 ? 0 : affixes[0] | characters[1] << 21
    affixes[2] = count < 3 ? 0 : affixes[1] | characters[2] << 42
    affixes[3] = count < 4 ? 0 : hashed(affixes[2], characters[3])
    return affixes
  }
}

/// The kinds of characters that make up the shape of a word.
private enum CharacterKind: UInt8 {
  case none, upper, lower, unicase, digit, joiner, picture, mark
}

extension CharacterInfo {
  /// A character as features see it, given its scalar.
  fileprivate func spelled(
    _ value: UInt32
  ) -> (form: UInt64, lower: UInt64, kind: CharacterKind) {
    let same = UInt64(value)
    switch kind {
    case .letter:
      if isUppercase(value) { return (same, UInt64(lower), .upper) }
      return (same, same, script.hasCase ? .lower : .unicase)
    case .digit: return (0x30, 0x30, .digit)
    case .apostrophe: return (0x27, 0x27, .joiner)
    case .mark: return (same, same, .unicase)
    case .emoji: return (same, same, .picture)
    default: break
    }
    switch value {
    case 0x2018: return (0x27, 0x27, .joiner)
    case 0x201C...0x201E: return (0x22, 0x22, .mark)
    case 0x2D, 0x2010...0x2015: return (0x2D, 0x2D, .joiner)
    default: return (same, same, .mark)
    }
  }
}

extension Script {
  /// Whether letters of the script come in upper and lower case.
  fileprivate var hasCase: Bool { self == .latin || self == .greek || self == .cyrillic }
}

/// A hash of two numbers: the folded product of wyhash (Wang Yi, https://github.com/wangyi-fudan/wyhash).
func hashed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = (a ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: b ^ 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}
