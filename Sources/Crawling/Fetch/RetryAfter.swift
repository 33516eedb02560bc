/// The seconds that a `Retry-After` header asks to wait, given as seconds or as a date (RFC 9110
/// § 10.2.3).
///
/// - Parameters:
///   - header: The value of the header.
///   - now: The seconds since 1970.
/// - Returns: nil if the header is malformed; 0 for a date in the past.
public func retryAfter(_ header: String, now: Double) -> Double? {
  if let seconds = number(header, in: 0...Int(Int32.max)) { return Double(seconds) }
  return httpTime(header).map { max(0, Double($0) - now) }
}

/// The seconds since 1970 of a date, in any of the three forms that RFC 9110 § 5.6.7 asks to read:
///
///     Sun, 06 Nov 1994 08:49:37 GMT
///     Sunday, 06-Nov-94 08:49:37 GMT
///     Sun Nov  6 08:49:37 1994
private func httpTime(_ text: String) -> Int? {
  let usual = /[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT/
  if let match = text.wholeMatch(of: usual)?.output {
    return seconds(year: match.3, month: match.2, day: match.1, clock: match.4)
  }
  let old = /[A-Z][a-z]{5,8}, (\d\d)-([A-Z][a-z]{2})-(\d\d) (\d\d:\d\d:\d\d) GMT/
  if let match = text.wholeMatch(of: old)?.output {
    // Two digits of a year mean the one that is not far in the future; before 1970 is none.
    let century = match.3 < "70" ? "20" : "19"
    return seconds(year: century + match.3, month: match.2, day: match.1, clock: match.4)
  }
  let plain = /[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})/
  guard let match = text.wholeMatch(of: plain)?.output else { return nil }
  return seconds(year: match.4, month: match.1, day: trimmed(match.2), clock: match.3)
}

private func seconds(
  year: some StringProtocol, month: some StringProtocol, day: some StringProtocol,
  clock: some StringProtocol
) -> Int? {
  let parts = clock.split(separator: ":")
  guard let month = englishMonths.firstIndex(of: month.lowercased()),
    let year = number(year, in: 1970...9999),
    let day = number(day, in: 1...daysOfMonth(month + 1, year: year)), parts.count == 3,
    let hour = number(parts[0], in: 0...23), let minute = number(parts[1], in: 0...59),
    let second = number(parts[2], in: 0...60)
  else { return nil }
  let days = daysSince1970(year: year, month: month + 1, day: day)
  return ((days * 24 + hour) * 60 + minute) * 60 + second
}
