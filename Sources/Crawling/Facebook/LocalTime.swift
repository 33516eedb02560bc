/// A date and a time of day as somebody's clock showed them; the zone is not known.
struct LocalTime: Equatable {
  var year: Int
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  /// Nil if the time was given to the minute.
  var second: Int?

  /// Creates a time; nil if there is no such day or time of day.
  init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int?) {
    guard (1900...9999).contains(year), (1...12).contains(month),
      (1...daysOfMonth(month, year: year)).contains(day), (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second ?? 0)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute, self.second) = (hour, minute, second)
  }

  /// The time that a clock showed `seconds` after 1970-01-01T00:00:00 on the same clock.
  init(secondsSince1970 seconds: Int) {
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let second = rest < 0 ? rest + 86_400 : rest
    (year, month, day) = civilDate(daysSince1970: rest < 0 ? days - 1 : days)
    (hour, minute, self.second) = (second / 3_600, second / 60 % 60, second % 60)
  }

  /// The seconds from 1970-01-01T00:00:00 on the same clock.
  var secondsSince1970: Int {
    daysSince1970(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60
      + (second ?? 0)
  }

  /// The time in ISO 8601 without a zone, to the precision that is known: `2016-06-24T09:12`.
  var text: String {
    let seconds = second.map { ":\(padded($0))" } ?? ""
    return "\(year)-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute))\(seconds)"
  }
}

/// A number of seconds since 1970 in UTC in ISO 8601: 1622853212 gives `2021-06-05T00:33:32Z`.
///
/// - Returns: nil for what cannot be the time of a post, so that a number of something else, or
///   milliseconds, are not taken for a date.
func utcTime(_ seconds: Int) -> String? {
  // From 1990, since posts can be dated back, to 2100.
  guard (631_152_000..<4_102_444_800).contains(seconds) else { return nil }
  return LocalTime(secondsSince1970: seconds).text + "Z"
}

/// The date of the Gregorian calendar that is a number of days from 1970-01-01.
///
/// The algorithm is Howard Hinnant's `civil_from_days`, which counts years from March on in eras of
/// 400 years: <https://howardhinnant.github.io/date_algorithms.html>.
func civilDate(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = days + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra =
    (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
}
