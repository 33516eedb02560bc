/// The local time of a post in ISO 8601 from a date of an export:
/// `Jun 22, 2016 6:24:44 pm` gives `2016-06-22T18:24:44`, `17 Aug 2019, 00:13` gives
/// `2019-08-17T00:13`, `7月 01, 2026 6:25:04 PM` gives `2026-07-01T18:25:04`.
///
/// - Returns: nil for anything else. A date that could be two days is never guessed.
public func facebookTime(_ text: String) -> String? { facebookDate(text)?.text }

/// The time that a date of an export says.
///
/// Every word and every number must have a meaning: a month, a day, a year, a time of day, its half,
/// or one of the small words between them. Numbers alone are read where their signs settle the order,
/// as in `24.06.2016` and `2016-06-24`.
///
/// - Parameters:
///   - text: The date, in any of the languages of ``MonthNames``, Vietnamese, Chinese, Japanese or
///     Korean.
///   - isSentence: Whether words without a meaning are passed over, as in `Friday, June 24, 2016 at
///     9:12 AM UTC`.
/// - Returns: nil if it is no date.
/// - Complexity: O(*n*) in the characters, of which more than 200 are never a date.
func facebookDate(_ text: some StringProtocol, inSentence isSentence: Bool = false) -> LocalTime? {
  guard text.utf8.count <= 200 else { return nil }
  var reader = DateReader()
  for token in dateTokens(text) where !reader.take(token) && !isSentence { return nil }
  return reader.time
}

/// Collects what the words and numbers of a date mean.
private struct DateReader {
  private var numbers: [(value: Int, digits: Int)] = []
  private var month: Int?
  private var clock: (hour: Int, minute: Int, second: Int?)?
  private var half: Half?
  private var isMonthNext = false
  private var letter = ""
  private var hasDots = false

  private enum Half { case morning, afternoon }

  private static let fillers: Set<String> = [
    "at", "à", "a", "le", "la", "las", "los", "um", "uhr", "am", "den", "der", "de", "del", "da",
    "do", "às", "alle", "ore", "lúc", "ngày", "vào", "om", "kl", "on", "em", "o", "saat", "pukul",
    "в", "о",
  ]
  private static let mornings: Set<String> = [
    "am", "sa", "manhã", "madrugada", "mañana", "vorm", "mattina", "rano", "öö", "sáng",
    "fm", "дп", "утра",
  ]
  private static let afternoons: Set<String> = [
    "pm", "ch", "tarde", "noite", "noche", "nachm", "pomeriggio", "ös", "chiều", "tối",
    "em", "пп", "вечера",
  ]

  /// Whether the token means something.
  mutating func take(_ token: DateToken) -> Bool {
    defer { if case .word = token {} else { letter = "" } }
    switch token {
    case .number(let value, let digits):
      if isMonthNext { return set(month: value) }
      numbers.append((value, digits))
      return numbers.count <= 3
    case .clock(let hour, let minute, let second):
      guard clock == nil else { return false }
      clock = (hour, minute, second)
      return true
    case .monthSign: return numbers.popLast().map { set(month: $0.value) } ?? false
    case .half(let isAfternoon): return set(half: isAfternoon ? .afternoon : .morning)
    case .dot:
      hasDots = true
      return true
    case .word(let word): return take(word)
    }
  }

  private mutating func take(_ word: String) -> Bool {
    // "a. m." and "p.m." come as two words.
    let joined = letter + word
    letter = word == "a" || word == "p" ? word : ""
    if clock != nil, Self.mornings.contains(joined) { return set(half: .morning) }
    if clock != nil, Self.afternoons.contains(joined) { return set(half: .afternoon) }
    if word == "tháng" || word == "thg" {
      isMonthNext = true
      return true
    }
    if let month = MonthNames.month(word) { return set(month: month) }
    return word == "p" || Self.fillers.contains(word)
  }

  private mutating func set(month: Int) -> Bool {
    isMonthNext = false
    guard self.month == nil else { return false }
    self.month = month
    return true
  }

  private mutating func set(half: Half) -> Bool {
    guard self.half == nil else { return false }
    self.half = half
    return true
  }

  /// The time, if the parts make one.
  var time: LocalTime? {
    guard let clock, let hour, let (year, month, day) = date, letter.isEmpty else { return nil }
    return LocalTime(
      year: year, month: month, day: day, hour: hour, minute: clock.minute, second: clock.second)
  }

  private var hour: Int? {
    guard let clock, let half else { return clock?.hour }
    guard clock.hour <= 12 else { return nil }
    return clock.hour % 12 + (half == .afternoon ? 12 : 0)
  }

  private var date: (Int, Int, Int)? {
    if let month {
      guard numbers.count == 2, let year = numbers.firstIndex(where: { $0.digits == 4 }),
        numbers[1 - year].digits <= 2
      else { return nil }
      return (numbers[year].value, month, numbers[1 - year].value)
    }
    guard numbers.count == 3 else { return nil }
    if numbers[0].digits == 4 { return (numbers[0].value, numbers[1].value, numbers[2].value) }
    guard hasDots, numbers[2].digits == 4 else { return nil }
    return (numbers[2].value, numbers[1].value, numbers[0].value)
  }
}
