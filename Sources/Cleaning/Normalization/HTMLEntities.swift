/// The step that decodes what is left of HTML's character references: `&amp;`, `&#39;`, `&#x27;`.
///
/// A reference ends with a semicolon and has a number or one of the common names; anything else, such
/// as `R&B` or `AT&T;`, is text.
enum HTMLEntities {
  /// Takes the step in place, and says whether there was anything to decode.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func decode(_ bytes: inout [UInt8]) -> Bool {
    guard let first = firstReference(bytes.span) else { return false }
    var decoded = Array(bytes[..<first])
    var index = first
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (value, end) = reference(bytes.span, at: index) {
        decoded.appendUTF8(value)
        index = end
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    bytes = decoded
    return true
  }

  /// Where the first reference starts.
  private static func firstReference(_ bytes: borrowing Span<UInt8>) -> Int? {
    for index in bytes.indices
    where bytes[index] == UInt8(ascii: "&") && reference(bytes, at: index) != nil {
      return index
    }
    return nil
  }

  /// The scalar of the reference that starts at `start`, and where it ends.
  private static func reference(
    _ bytes: borrowing Span<UInt8>, at start: Int
  ) -> (value: UInt32, end: Int)? {
    var name = ""
    var index = start + 1
    // No name is longer than eight letters.
    while index < min(bytes.count, start + 10), bytes[index] != UInt8(ascii: ";") {
      guard bytes[index].isAlphanumeric || bytes[index] == UInt8(ascii: "#") else { return nil }
      name.unicodeScalars.append(Unicode.Scalar(bytes[index]))
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ";") else { return nil }
    guard let value = name.hasPrefix("#") ? number(name.dropFirst()) : names[name] else {
      return nil
    }
    return (value, index + 1)
  }

  /// The scalar of a numeric reference, its `#` removed.
  private static func number(_ digits: Substring) -> UInt32? {
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, Unicode.Scalar(value) != nil, value != 0 else { return nil }
    // Browsers read these as Windows-1252, and so did those who wrote them.
    return windows1252[value] ?? value
  }

  private static let windows1252: [UInt32: UInt32] = [
    0x80: 0x20AC, 0x85: 0x2026, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D,
    0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x99: 0x2122,
  ]

  private static let names: [String: UInt32] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "AMP": 0x26,
    "LT": 0x3C, "GT": 0x3E, "QUOT": 0x22, "hellip": 0x2026, "ndash": 0x2013, "mdash": 0x2014,
    "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D,
    "bdquo": 0x201E, "laquo": 0xAB, "raquo": 0xBB, "bull": 0x2022, "middot": 0xB7, "copy": 0xA9,
    "reg": 0xAE, "trade": 0x2122, "euro": 0x20AC, "pound": 0xA3, "cent": 0xA2, "yen": 0xA5,
    "deg": 0xB0, "times": 0xD7, "frac12": 0xBD, "shy": 0xAD, "zwnj": 0x200C, "zwj": 0x200D,
    "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "hearts": 0x2665, "rarr": 0x2192,
    "larr": 0x2190, "iexcl": 0xA1, "iquest": 0xBF, "sect": 0xA7, "para": 0xB6, "aacute": 0xE1,
    "agrave": 0xE0, "acirc": 0xE2, "atilde": 0xE3, "auml": 0xE4, "aring": 0xE5, "aelig": 0xE6,
    "ccedil": 0xE7, "eacute": 0xE9, "egrave": 0xE8, "ecirc": 0xEA, "euml": 0xEB, "iacute": 0xED,
    "icirc": 0xEE, "iuml": 0xEF, "ntilde": 0xF1, "oacute": 0xF3, "ocirc": 0xF4, "otilde": 0xF5,
    "ouml": 0xF6, "oslash": 0xF8, "uacute": 0xFA, "ugrave": 0xF9, "ucirc": 0xFB, "uuml": 0xFC,
    "szlig": 0xDF, "Auml": 0xC4, "Ouml": 0xD6, "Uuml": 0xDC, "Eacute": 0xC9, "Agrave": 0xC0,
    "Ccedil": 0xC7, "oelig": 0x153, "OElig": 0x152,
  ]
}
