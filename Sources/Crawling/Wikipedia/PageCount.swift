/// The number of pages that a line of an infobox tells: 568 of `xii, 568 pp (first edition)`.
///
/// That is the first Arabic number before a word for pages, or else the first there is. Numbers in
/// brackets tell of editions.
struct PageCount {
  /// The number in digits, without separators of thousands.
  let text: String

  /// nil if the line has no number.
  init?(_ line: String) {
    let numbers = Self.numbers(Self.withoutBrackets(line))
    guard let number = numbers.first(where: \.isOfPages) ?? numbers.first else { return nil }
    text = number.digits
  }

  private struct Number {
    var digits: String
    var isOfPages: Bool
  }

  private static func withoutBrackets(_ line: String) -> String {
    var kept: [Character] = []
    var opened: [Int] = []
    for character in line {
      if "([（".contains(character) { opened.append(kept.count) }
      if ")]）".contains(character), let start = opened.popLast() {
        kept.removeSubrange(start...)
        kept.append(" ")
      } else {
        kept.append(character)
      }
    }
    return String(kept)
  }

  private static func numbers(_ line: String) -> [Number] {
    var numbers: [Number] = []
    var rest = line[...]
    while let start = rest.firstIndex(where: isDigit) {
      let isOfWord = start > rest.startIndex && rest[rest.index(before: start)].isLetter
      let (digits, behind) = digits(rest[start...])
      let word = behind.drop { $0 == " " }.prefix(while: \.isLetter).lowercased()
      let isOfPages = words.contains(word)
      // No `1st`, no `B5`.
      if !isOfWord, isOfPages || behind.first?.isLetter != true {
        numbers.append(Number(digits: digits, isOfPages: isOfPages))
      }
      rest = behind
    }
    return numbers
  }

  /// The digits at the start of a text, with groups of three behind commas, and what follows them.
  private static func digits(_ text: Substring) -> (digits: String, behind: Substring) {
    var digits = String(text.prefix(while: isDigit))
    var behind = text.dropFirst(digits.count)
    while behind.first == "," {
      let group = behind.dropFirst().prefix(while: isDigit)
      guard group.count == 3 else { break }
      digits += group
      behind = behind.dropFirst(4)
    }
    return (digits, behind)
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isWholeNumber
  }

  private static let words: Set<String> = ["p", "pp", "pg", "pgs", "page", "pages"]
}
