/// What English writes together: two words as one (`don't`, `they're`, `dog's`, `cannot`), and an
/// abbreviation with its period.
enum Contraction {
  /// Where the second word of the contraction at `range` starts; nil if the word is none.
  static func secondWord(of text: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
    if let start = afterApostrophe(text, range) { return start }
    guard range.count == 5 || range.count == 6 else { return nil }
    var key: UInt64 = 0
    for index in range { key = key << 8 | UInt64(text[index] | 0x20) }
    return joined[key].map { range.lowerBound + $0 }
  }

  /// Where `n't`, `'s`, `'m`, `'d`, `'ll`, `'re` or `'ve` starts, if the word ends with one.
  private static func afterApostrophe(
    _ text: borrowing Span<UInt8>, _ range: Range<Int>
  ) -> Int? {
    var ending: UInt32 = 0
    var index = range.upperBound
    while index > range.lowerBound, range.upperBound - index < 3, text[index - 1].isLetter {
      index -= 1
      ending |= UInt32(text[index] | 0x20) << (8 * UInt32(range.upperBound - 1 - index))
    }
    guard let start = apostropheStart(text, range.lowerBound..<index) else { return nil }
    if endings.contains(ending) { return start > range.lowerBound ? start : nil }
    let isNegation = ending == UInt32(UInt8(ascii: "t")) && start > range.lowerBound + 1
    guard isNegation, text[start - 1] | 0x20 == UInt8(ascii: "n") else { return nil }
    return start - 1
  }

  /// Where the straight or curly apostrophe starts that is the last character of `range`.
  private static func apostropheStart(
    _ text: borrowing Span<UInt8>, _ range: Range<Int>
  ) -> Int? {
    let end = range.upperBound
    if end > range.lowerBound, text[end - 1] == UInt8(ascii: "'") { return end - 1 }
    guard range.count >= 3, text[end - 3] == 0xE2, text[end - 2] == 0x80, text[end - 1] == 0x99
    else { return nil }
    return end - 3
  }

  /// Whether the period after the word at `range` belongs to it: `J.` and `Mr.`, but not `I.`.
  static func isAbbreviation(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count < 5 else { return false }
    var key: UInt32 = 0
    for index in range { key = key << 8 | UInt32(text[index]) }
    if range.count == 1 { return (0x41...0x5A).contains(key) && key != 0x49 }
    return titles.contains(key)
  }

  private static let titles = Set(
    ["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Jr", "Sr", "vs", "Inc", "Co", "Corp", "Ltd", "No"]
      .map { $0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } })

  private static let endings: Set<UInt32> = Set(
    ["s", "m", "d", "ll", "re", "ve"].map { $0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } })

  /// Where the second word starts of those without an apostrophe.
  private static let joined: [UInt64: Int] = Dictionary(
    uniqueKeysWithValues: [
      ("cannot", 3), ("gonna", 3), ("wanna", 3), ("gotta", 3), ("gimme", 3), ("lemme", 3),
    ].map { (word: String, start: Int) in
      (word.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, start)
    })
}
