/// The words among the tokens.
extension TreebankTokenizer {
  /// Appends a word, cut in two if it is a contraction.
  func appendWord(
    _ text: borrowing Span<UInt8>, _ range: Range<Int>, to tokens: inout TreebankTokens
  ) {
    let start = isEnglish ? Contraction.secondWord(of: text, range) : nil
    guard let start else {
      tokens.append(range, isWord: true)
      return
    }
    tokens.append(range.lowerBound..<start, isWord: true)
    tokens.append(start..<range.upperBound, isWord: true)
  }

  /// Where the letters, digits and marks that start at `start` end, with what may stand inside.
  func wordEnd(_ text: borrowing Span<UInt8>, from start: Int) -> Int {
    var index = start
    var previous: UInt32 = 0
    // The length of the part after the last period: it is one letter long in `U.S.`.
    var (part, hasPeriod) = (0, false)
    while index < text.count {
      let (value, size) = scalar(text, at: index)
      let next = index + size
      switch characters[value].kind {
      case .letter, .digit, .mark: part += 1
      default:
        guard next < text.count, joins(value, previous, scalar(text, at: next).value, part) else {
          let isAbbreviation =
            value == Self.period
            && (part == 1 && hasPeriod || Contraction.isAbbreviation(text, start..<index))
          return isAbbreviation ? next : index
        }
        hasPeriod = hasPeriod || value == Self.period
        part = value == Self.period ? 0 : part + 1
      }
      previous = value
      index = next
    }
    return index
  }

  private static let period: UInt32 = 0x2E

  /// Whether `value` stands inside a word, between these two characters.
  private func joins(
    _ value: UInt32, _ previous: UInt32, _ following: UInt32, _ part: Int
  ) -> Bool {
    let (before, after) = (characters[previous].kind, characters[following].kind)
    switch value {
    case 0x27, 0x2019, 0x02BC: return after == .letter
    case Self.period:
      if before == .digit || after == .digit { return before == after }
      // `amazon.com` and `U.S`, but a sentence that ends.Here a blank was forgotten.
      return after == .letter && (part == 1 || !characters[following].isUppercase(following))
    case 0x2C, 0x3A: return before == .digit && after == .digit
    case 0x40, 0x5F: return after == .letter || after == .digit
    default: return false
    }
  }
}
