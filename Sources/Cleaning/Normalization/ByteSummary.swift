/// What kinds of bytes a text holds, found in one pass, so that most texts skip most steps.
struct ByteSummary: OptionSet {
  let rawValue: UInt16

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
  /// The `/` or `@`, or the `.` behind a `w`, without which there is no link. Where characters may go, so
  /// that others come together, every `.`.
  static let linkMark = Self(rawValue: 32)
  /// The `[` that starts a bracket.
  static let bracket = Self(rawValue: 64)
  /// A blank or line break at either end, or behind another one.
  static let looseBlank = Self(rawValue: 128)

  /// A blank or line break; in a text, one behind another.
  private static let blank = looseBlank
  /// The `.`; in a text, one behind a `w`.
  private static let dot = Self(rawValue: 256)
  /// The `w`.
  private static let w = Self(rawValue: 512)

  /// Looks at every byte of `bytes`.
  init(_ bytes: borrowing Span<UInt8>) {
    let table = Self.kinds.span
    var (summary, pairs): (UInt16, UInt16) = (0, 0)
    var previous = Self.blank.rawValue
    for index in bytes.indices {
      let kind = table[Int(bytes[index])]
      summary |= kind
      // A blank behind a blank, a dot behind a `w`, which is the bit above.
      pairs |= kind & (previous & Self.blank.rawValue | previous >> 1 & Self.dot.rawValue)
      previous = kind
    }
    pairs |= previous & Self.blank.rawValue
    let (kinds, found) = (Self(rawValue: summary), Self(rawValue: pairs))
    self = kinds.subtracting([.blank, .dot, .w])
    if found.contains(.blank), !bytes.isEmpty { insert(.looseBlank) }
    let mayMove = !isDisjoint(with: [.control, .nonASCII])
    if (mayMove ? kinds : found).contains(.dot) { insert(.linkMark) }
  }

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The kinds of each byte.
  private static let kinds: [UInt16] = (0...255).map { (byte: UInt8) in
    var kinds: Self = []
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: " "): kinds = .blank
    case ..<0x20, 0x7F: kinds = .control
    case UInt8(ascii: "&"): kinds = .ampersand
    case UInt8(ascii: "<"): kinds = .lessThan
    case UInt8(ascii: "["): kinds = .bracket
    case UInt8(ascii: "/"), UInt8(ascii: "@"): kinds = .linkMark
    case UInt8(ascii: "."): kinds = .dot
    case UInt8(ascii: "w"), UInt8(ascii: "W"): kinds = .w
    case 0xCC...: kinds = [.nonASCII, .beyondLatin]
    case 0x80...: kinds = .nonASCII
    default: break
    }
    return kinds.rawValue
  }
}
