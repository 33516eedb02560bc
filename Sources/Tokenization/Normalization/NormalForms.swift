/// The normal forms of Unicode, with the tables of the Unicode version that `tokenizers` has.
///
/// The standard library has them too, of its own version: with it the ids of a text would change
/// with the compiler. The algorithms are those of [Unicode Standard Annex 15].
///
/// [Unicode Standard Annex 15]: https://unicode.org/reports/tr15/
enum NormalForms {
  /// Canonical decompositions, complete, without Hangul syllables.
  static let canonical = ScalarMapping(UnicodeData.canonical)

  /// Compatibility decompositions, complete, without Hangul syllables.
  static let compatibility: ScalarMapping = {
    var mapping = canonical
    mapping.add(UnicodeData.compatibility)
    return mapping
  }()

  /// The lower case of each scalar that has one, whatever stands around it.
  static let lowercase = ScalarMapping(UnicodeData.lowercase)

  /// The combining class of each scalar; other numbers than Unicode's in the same order.
  static let combiningClass: ScalarTable<UInt8> = {
    var table = ScalarTable<UInt8>(repeating: 0)
    for (index, list) in UnicodeData.combiningClasses.split(separator: ";").enumerated() {
      for scalar in scalars(list) { table[scalar] = UInt8(index + 1) }
    }
    return table
  }()

  /// Pairs of scalars, the first in the upper half, with what composes them.
  static let compositions: [UInt64: UInt32] = {
    let excluded = Set(scalars(UnicodeData.excluded))
    var pairs: [UInt64: UInt32] = [:]
    // A composite of three is one of two and a third. Shorter decompositions come first, so that
    // the composite of the first two is known when it is needed.
    let composites = (0..<0x11_0000 as Range<UInt32>)
      .filter { !canonical.range($0).isEmpty && !excluded.contains($0) }
      .sorted { (canonical.range($0).count, $0) < (canonical.range($1).count, $1) }
    for composite in composites {
      let text = canonical.range(composite).map { canonical[$0] }
      var first = text[0]
      for scalar in text.dropFirst().dropLast() {
        first = pairs[UInt64(first) << 32 | UInt64(scalar)] ?? first
      }
      pairs[UInt64(first) << 32 | UInt64(text[text.count - 1])] = composite
    }
    return pairs
  }()
}

/// Hangul syllables, whose decompositions are computed (chapter 3.12 of the Unicode Standard).
enum Hangul {
  static let first: UInt32 = 0xAC00
  static let count: UInt32 = 11_172
  static let lead: UInt32 = 0x1100
  static let vowel: UInt32 = 0x1161
  static let trail: UInt32 = 0x11A7
  static let leads: UInt32 = 19
  static let vowels: UInt32 = 21
  static let trails: UInt32 = 28

  /// The syllable of two scalars, if they make one.
  static func compose(_ a: UInt32, _ b: UInt32) -> UInt32? {
    if a &- lead < leads, b &- vowel < vowels {
      return first + ((a - lead) * vowels + (b - vowel)) * trails
    }
    if a &- first < count, (a - first) % trails == 0, b &- trail &- 1 < trails - 1 {
      return a + (b - trail)
    }
    return nil
  }
}
