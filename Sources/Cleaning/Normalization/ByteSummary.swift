/// What kinds of bytes a text holds, found in one pass, so that most texts skip most steps.
struct ByteSummary: OptionSet {
  let rawValue: UInt16

  /// A control character, a line break apart, which every step can live with.
  static let control = Self(rawValue: 1)
  /// A byte outside ASCII.
  static let nonASCII = Self(rawValue: 2)
  /// A scalar from U+0300 on, punctuation from U+2000 and emoji from U+1F000 apart: every other text is in
  /// normal form C already.
  static let composing = Self(rawValue: 4)
  /// The `&` that starts an entity.
  static let ampersand = Self(rawValue: 8)
  /// The `<` that starts a tag.
  static let lessThan = Self(rawValue: 16)
  /// The `/` or `@`, or the `.` behind a `w`, without which there is no link.
  static let linkMark = Self(rawValue: 32)
  /// The `[` that starts a bracket.
  static let bracket = Self(rawValue: 64)
  /// A blank or line break at either end, or behind another one.
  static let looseBlank = Self(rawValue: 128)

  /// The first byte of U+00C0 to U+00FF, with which text begins that was read in a wrong character set.
  static let misread = Self(rawValue: 256)

  /// What counts wherever it stands.
  private static let alone: Self = [
    .control, .nonASCII, .composing, .ampersand, .lessThan, .linkMark, .bracket, .misread,
  ]

  // What counts behind another byte only, each one bit below that of the byte before it.

  /// The `.`, which counts behind a `w`.
  private static let dot = Self(rawValue: 512)
  private static let w = Self(rawValue: 1024)
  /// Every second byte but that of U+2000 to U+203F, and the first byte of these.
  private static let otherPunctuation = Self(rawValue: 2048)
  private static let punctuation = Self(rawValue: 4096)
  /// Every second byte but that of U+1F000 to U+1FFFF, and the first byte of these.
  private static let otherEmoji = Self(rawValue: 8192)
  private static let emoji = Self(rawValue: 16384)

  /// Looks at every byte of `bytes`.
  init(_ bytes: borrowing Span<UInt8>) {
    let table = Self.kinds.span
    var (summary, pairs): (UInt16, UInt16) = (0, 0)
    let behind = Self([.dot, .otherPunctuation, .otherEmoji]).rawValue
    // The ends of a text are like blanks.
    let blank = Self.looseBlank.rawValue
    var previous = blank
    for index in bytes.indices {
      let kind = table[Int(bytes[index])]
      summary |= kind
      pairs |= kind & (previous & blank | previous >> 1 & behind)
      previous = kind
    }
    pairs |= previous & blank
    self = Self(rawValue: summary).intersection(Self.alone)
    let found = Self(rawValue: pairs)
    if found.contains(.looseBlank), !bytes.isEmpty { insert(.looseBlank) }
    if found.contains(.dot) { insert(.linkMark) }
    if !found.isDisjoint(with: [.otherPunctuation, .otherEmoji]) { insert(.composing) }
  }

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The kinds of each byte.
  private static let kinds: [UInt16] = (0...255).map { (byte: UInt8) in
    var kinds: Self = []
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: " "): kinds = .looseBlank
    case ..<0x20, 0x7F: kinds = .control
    case UInt8(ascii: "&"): kinds = .ampersand
    case UInt8(ascii: "<"): kinds = .lessThan
    case UInt8(ascii: "["): kinds = .bracket
    case UInt8(ascii: "/"), UInt8(ascii: "@"): kinds = .linkMark
    case UInt8(ascii: "."): kinds = .dot
    case UInt8(ascii: "w"), UInt8(ascii: "W"): kinds = .w
    case 0x80: kinds = [.nonASCII, .otherEmoji]
    case 0x9F: kinds = [.nonASCII, .otherPunctuation]
    case 0x81..<0xC0: kinds = [.nonASCII, .otherPunctuation, .otherEmoji]
    case 0xC3: kinds = [.nonASCII, .misread]
    case 0xE2: kinds = [.nonASCII, .punctuation]
    case 0xF0: kinds = [.nonASCII, .emoji]
    case 0xCC...: kinds = [.nonASCII, .composing]
    case 0x80...: kinds = .nonASCII
    default: break
    }
    return kinds.rawValue
  }
}
