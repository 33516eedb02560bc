/// What kinds of bytes a text holds, found in one pass, so that most texts skip most steps.
struct ByteSummary: OptionSet {
  let rawValue: UInt8

  /// A control character, a line break apart, which every step can live with.
  static let control = Self(rawValue: 1)
  /// A byte outside ASCII.
  static let nonASCII = Self(rawValue: 2)
  /// The first byte of a scalar from U+0300 on; every text below is in normal form C already.
  static let beyondLatin = Self(rawValue: 4)
  /// The `&` that starts an entity.
  static let ampersand = Self(rawValue: 8)
  /// The `<` that starts a tag.
  static let lessThan = Self(rawValue: 16)
  /// The `.`, `/` or `@` without which there is no link.
  static let linkMark = Self(rawValue: 32)
  /// The `[` that starts a bracket.
  static let bracket = Self(rawValue: 64)

  /// Looks at every byte of `bytes`.
  init(_ bytes: borrowing Span<UInt8>) {
    let kinds = Self.kinds.span
    var summary: UInt8 = 0
    for index in bytes.indices { summary |= kinds[Int(bytes[index])] }
    rawValue = summary
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The kinds of each byte.
  private static let kinds: [UInt8] = (0...255).map { (byte: UInt8) in
    var kinds: Self = []
    switch byte {
    case UInt8(ascii: "\n"): break
    case ..<0x20, 0x7F: kinds = .control
    case UInt8(ascii: "&"): kinds = .ampersand
    case UInt8(ascii: "<"): kinds = .lessThan
    case UInt8(ascii: "["): kinds = .bracket
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"): kinds = .linkMark
    case 0xCC...: kinds = [.nonASCII, .beyondLatin]
    case 0x80...: kinds = .nonASCII
    default: break
    }
    return kinds.rawValue
  }
}
