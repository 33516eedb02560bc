/// A part of a date in words.
enum DateToken: Equatable {
  /// A number and how many digits it was written with.
  case number(Int, digits: Int)
  /// A time of day, `9:12` or `9:12:33`.
  case clock(Int, Int, Int?)
  /// A word in lower case, without its dots.
  case word(String)
  /// 月 or 월, which makes a month of the number before it.
  case monthSign
  /// 午前 and 午後 and their Chinese and Korean likes.
  case half(isAfternoon: Bool)
  /// A dot between numbers, as in `24.06.2016`.
  case dot
}

/// The parts of a date, separators left out.
func dateTokens(_ text: some StringProtocol) -> [DateToken] {
  var lexer = DateLexer(scalars: Array(text.lowercased().unicodeScalars))
  return lexer.tokens()
}

private struct DateLexer {
  let scalars: [Unicode.Scalar]
  private var next = 0

  init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  mutating func tokens() -> [DateToken] {
    var tokens: [DateToken] = []
    while next < scalars.count {
      let scalar = scalars[next]
      if isDigit(scalar) {
        tokens.append(numberOrClock())
      } else if let half = half() {
        tokens.append(half)
      } else if Self.signs.contains(scalar) {
        if scalar == "月" || scalar == "월" { tokens.append(.monthSign) }
        next += 1
      } else if scalar.properties.isAlphabetic {
        tokens.append(.word(word()))
      } else {
        if scalar == ".", next > 0, isDigit(scalars[next - 1]) { tokens.append(.dot) }
        next += 1
      }
    }
    return tokens
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// The number that starts here; nil if there is none or it is too long for a date.
  private mutating func digits() -> (value: Int, count: Int)? {
    var value = 0
    let start = next
    while next < scalars.count, isDigit(scalars[next]) {
      if next - start < 8 { value = value * 10 + Int(scalars[next].value - 0x30) }
      next += 1
    }
    return next > start ? (value, next - start) : nil
  }

  private mutating func numberOrClock() -> DateToken {
    guard let first = digits() else { return .dot }
    guard let second = digitsAfterColon() else { return .number(first.value, digits: first.count) }
    return .clock(first.value, second, digitsAfterColon())
  }

  private mutating func digitsAfterColon() -> Int? {
    guard next + 1 < scalars.count, scalars[next] == ":", isDigit(scalars[next + 1]) else {
      return nil
    }
    next += 1
    return digits()?.value
  }

  private mutating func word() -> String {
    var word = String.UnicodeScalarView()
    while next < scalars.count,
      scalars[next].properties.isAlphabetic || scalars[next].properties.isDiacritic,
      !Self.signs.contains(scalars[next])
    {
      word.append(scalars[next])
      next += 1
    }
    return String(word)
  }

  private static let signs: Set<Unicode.Scalar> = ["年", "月", "日", "년", "월", "일"]
  private static let halves: [(Unicode.Scalar, Unicode.Scalar, isAfternoon: Bool)] = [
    ("午", "前", false), ("午", "後", true), ("上", "午", false), ("下", "午", true),
    ("오", "전", false), ("오", "후", true),
  ]

  private mutating func half() -> DateToken? {
    guard next + 1 < scalars.count,
      let half = Self.halves.first(where: { $0.0 == scalars[next] && $0.1 == scalars[next + 1] })
    else { return nil }
    next += 2
    return .half(isAfternoon: half.isAfternoon)
  }
}
