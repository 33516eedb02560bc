/// What a tokenizer knows about a character.
struct CharacterInfo {
  /// The part that a character plays in a text.
  enum Kind: UInt8 {
    case separator, letter, mark, digit, apostrophe, emoji, hash, at
  }

  /// The part that the character plays.
  var kind: Kind
  /// The script of a letter; `other` for all else.
  var script: Script
  /// The lower-case form.
  var lower: UInt32

  /// Whether the character is a letter in upper case, given its scalar.
  func isUppercase(_ value: UInt32) -> Bool { lower != value }
}

/// The characters up to U+1FFF in a table, all others by rule: Unicode's own properties take some 50
/// nanoseconds each.
struct CharacterTable: Sendable {
  /// The one table there is.
  static let standard = CharacterTable()

  private let infos: [CharacterInfo]

  private init() {
    infos = (0..<0x2000).map(Self.info)
  }

  /// What is known about a scalar.
  subscript(value: UInt32) -> CharacterInfo {
    if value < 0x2000 { return infos[Int(value)] }
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF: return CharacterInfo(.letter, .han, value)
    case 0xAC00...0xD7A3: return CharacterInfo(.letter, .hangul, value)
    case 0x2010...0x2018, 0x201A...0x2027, 0x2030...0x203B: return CharacterInfo(.separator, value)
    case 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF:
      return CharacterInfo(.emoji, value)
    default: return Self.info(value)
    }
  }

  /// The info of a scalar by Unicode's properties.
  private static func info(_ value: UInt32) -> CharacterInfo {
    switch value {
    case 0x27, 0x2019, 0x02BC, 0xFF07: return CharacterInfo(.apostrophe, value)
    case 0x23, 0xFF03: return CharacterInfo(.hash, value)
    case 0x40, 0xFF20: return CharacterInfo(.at, value)
    // Variation selectors and the enclosing keycap are marks to Unicode, but never part of a word.
    case 0xFE00...0xFE0F, 0x20E0...0x20E4: return CharacterInfo(.separator, value)
    default: break
    }
    guard let scalar = Unicode.Scalar(value) else { return CharacterInfo(.separator, value) }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      // Only İ has no single lower-case letter; its first one is the i that people search for.
      let lower = properties.lowercaseMapping.unicodeScalars.first?.value ?? value
      return CharacterInfo(.letter, Script(of: value), lower)
    case .nonspacingMark, .spacingMark, .enclosingMark:
      return CharacterInfo(.mark, value)
    case .decimalNumber:
      return CharacterInfo(.digit, value)
    default:
      let isEmoji = value > 0xFF && properties.isEmoji
      return CharacterInfo(isEmoji ? .emoji : .separator, value)
    }
  }
}

extension CharacterInfo {
  /// A letter.
  init(_ kind: Kind, _ script: Script, _ lower: UInt32) {
    (self.kind, self.script, self.lower) = (kind, script, lower)
  }

  /// Anything but a letter.
  init(_ kind: Kind, _ value: UInt32) {
    self.init(kind, .other, value)
  }
}
