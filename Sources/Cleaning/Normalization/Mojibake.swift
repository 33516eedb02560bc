import Foundation

/// The step that repairs text whose UTF-8 was read as Windows-1252: `cafÃ©` was `café`, `donâ€™t` was
/// `don’t`, `ðŸ˜€` was 😀.
///
/// A sequence is repaired where nobody would have written it: after `Ã` or `Â`, after `â€`, `â„`, `âœ`,
/// `ðŸ`, and in Vietnamese after `áº` and `á»`. A text all of whose letters outside ASCII would come out
/// as UTF-8, four at least, is repaired as a whole, which covers the other languages. Text that is right,
/// with a genuine `Ã` or `â`, stays. R. Speer's ftfy (doi:10.5281/zenodo.2591652) weighs more kinds of
/// damage against each other.
enum Mojibake {
  /// Takes the step in place, and says whether there was anything to repair.
  ///
  /// - Complexity: O(*n*) in the bytes.
  static func repair(_ bytes: inout [UInt8]) -> Bool {
    guard hasLead(bytes.span) else { return false }
    let scalars = scalars(of: bytes.span)
    let repaired = wholeRepair(scalars) ?? repair(scalars)
    guard let repaired else { return false }
    bytes = repaired
    return true
  }

  /// Whether a letter stands there with which a damaged sequence can begin, U+00C2 to U+00F4, before
  /// another character outside ASCII.
  private static func hasLead(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices.dropLast(2)
    where bytes[index] == 0xC3 && (0x82...0xB4).contains(bytes[index + 1])
      && bytes[index + 2] >= 0x80
    {
      return true
    }
    return false
  }

  private static func scalars(of bytes: Span<UInt8>) -> [UInt32] {
    var scalars: [UInt32] = []
    var index = 0
    while index < bytes.count {
      let (value, size) = scalar(bytes, at: index)
      scalars.append(value)
      index += size
    }
    return scalars
  }

  /// The bytes that a text was read from, if all of it was misread.
  private static func wholeRepair(_ scalars: [UInt32]) -> [UInt8]? {
    guard scalars.count(where: { $0 >= 0x80 }) >= 4 else { return nil }
    var bytes: [UInt8] = []
    for value in scalars {
      guard let byte = byte(of: value) else { return nil }
      bytes.append(byte)
    }
    return (try? UTF8Span(validating: bytes.span)) == nil ? nil : bytes
  }

  /// The text with its damaged sequences repaired; nil if there are none.
  private static func repair(_ scalars: [UInt32]) -> [UInt8]? {
    var repaired: [UInt8] = []
    var isChanged = false
    var index = 0
    while index < scalars.count {
      if let sequence = sequence(scalars[index...]) {
        repaired += sequence
        index += sequence.count
        isChanged = true
      } else {
        repaired.appendUTF8(scalars[index])
        index += 1
      }
    }
    return isChanged ? repaired : nil
  }

  /// The bytes that the scalars at the beginning were, if they are one damaged sequence.
  private static func sequence(_ scalars: ArraySlice<UInt32>) -> [UInt8]? {
    guard let first = scalars.first, let length = lengths[first], scalars.count >= length else {
      return nil
    }
    var bytes = [UInt8(truncatingIfNeeded: first)]
    for value in scalars.dropFirst().prefix(length - 1) {
      guard let byte = byte(of: value), (0x80...0xBF).contains(byte) else { return nil }
      bytes.append(byte)
    }
    guard seconds[first]?.contains(bytes[1]) ?? true,
      (try? UTF8Span(validating: bytes.span)) != nil
    else { return nil }
    return bytes
  }

  /// The letters that begin a damaged sequence, and the length of the sequence.
  private static let lengths: [UInt32: Int] = [0xC2: 2, 0xC3: 2, 0xE1: 3, 0xE2: 3, 0xF0: 4]
  /// The second bytes after letters that are common in text that is right.
  private static let seconds: [UInt32: Set<UInt8>] = [
    0xE1: [0xBA, 0xBB], 0xE2: [0x80, 0x82, 0x84, 0x99, 0x9C, 0x9D], 0xF0: [0x9F],
  ]

  /// The byte that Windows-1252 reads as a scalar; programs read the five that it leaves free as
  /// control characters.
  private static func byte(of value: UInt32) -> UInt8? {
    value < 0x100 ? UInt8(value) : windows1252[value]
  }

  private static let windows1252: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86,
    0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C,
    0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95,
    0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
    0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
  ]
}
