/// The properties of a scalar that tokenizers decide by.
struct ScalarProperties: OptionSet, Sendable {
  let rawValue: UInt16

  /// White space.
  static let whitespace = Self(rawValue: 1 << 0)
  /// What BERT's cleaning drops: control, format and private characters and U+FFFD.
  static let removed = Self(rawValue: 1 << 1)
  /// Marks that BERT's stripping of accents drops.
  static let nonspacing = Self(rawValue: 1 << 2)
  /// Marks that the normalizer `StripAccents` drops.
  static let combining = Self(rawValue: 1 << 3)
  /// Digits and other numbers.
  static let numeric = Self(rawValue: 1 << 4)
  /// Punctuation, with all of ASCII's symbols.
  static let punctuation = Self(rawValue: 1 << 5)
  /// Characters of words, `\w` of regular expressions.
  static let word = Self(rawValue: 1 << 6)
  /// What never begins a grapheme cluster: Extend, ZWJ and SpacingMark.
  static let extending = Self(rawValue: 1 << 7)
  /// SpacingMark among those.
  static let spacing = Self(rawValue: 1 << 8)
  /// What stands alone in a grapheme cluster.
  static let control = Self(rawValue: 1 << 9)
  /// What never ends a grapheme cluster if something follows.
  static let prepend = Self(rawValue: 1 << 10)
  /// Emoji and other pictures.
  static let pictographic = Self(rawValue: 1 << 11)
  /// Consonants that a linker ties to a following one.
  static let consonant = Self(rawValue: 1 << 12)
  /// Viramas that tie consonants.
  static let linker = Self(rawValue: 1 << 13)

  /// Each set with its ranges.
  private static let sets: [(Self, String)] = [
    (.whitespace, UnicodeData.whitespace), (.removed, UnicodeData.removed),
    (.nonspacing, UnicodeData.nonspacing), (.combining, UnicodeData.combining),
    (.numeric, UnicodeData.numeric), (.punctuation, UnicodeData.punctuation),
    (.word, UnicodeData.word), (.extending, UnicodeData.extending),
    (.spacing, UnicodeData.spacing), (.control, UnicodeData.control),
    (.prepend, UnicodeData.prepend), (.pictographic, UnicodeData.pictographic),
    (.consonant, UnicodeData.consonant), (.linker, UnicodeData.linker),
  ]

  /// The properties of every scalar.
  static let table: ScalarTable<UInt16> = {
    var table = ScalarTable<UInt16>(repeating: 0)
    for (property, data) in sets {
      for scalar in scalars(data) { table[scalar] |= property.rawValue }
    }
    return table
  }()
}

/// The scalars of ranges as ``UnicodeData`` writes them.
func scalars(_ data: some StringProtocol) -> [UInt32] {
  data.split(whereSeparator: \.isWhitespace).flatMap { word in
    let ends = word.split(separator: "-").map(hexadecimal)
    return Array(ends[0]...ends[ends.count - 1])
  }
}
