// Dates as pages and servers write them, without a calendar library: its results would depend on the
// machine's language.

/// The English short names of the months, in lower case.
let englishMonths = [
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]

/// The number that ASCII digits stand for, if it is in `range`.
func number(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
  guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
    let value = Int(text), range.contains(value)
  else { return nil }
  return value
}

/// Two digits.
func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The number of days of a month of the Gregorian calendar, January being 1.
func daysOfMonth(_ month: Int, year: Int) -> Int {
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
}

/// The days from 1970-01-01 to a date of the Gregorian calendar from 1970 on.
func daysSince1970(year: Int, month: Int, day: Int) -> Int {
  let leaps = { (year: Int) in year / 4 - year / 100 + year / 400 }
  let years = 365 * (year - 1970) + leaps(year - 1) - leaps(1969)
  return years + (1..<month).reduce(0) { $0 + daysOfMonth($1, year: year) } + day - 1
}
