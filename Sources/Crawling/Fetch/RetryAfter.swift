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

/// The seconds since 1970 of a date such as `Wed, 21 Oct 2015 07:28:00 GMT`.
private func httpTime(_ text: String) -> Int? {
  let form = /[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT/
  guard let match = text.wholeMatch(of: form)?.output,
    let day = number(match.1, in: 1...31), let year = number(match.3, in: 1970...9999),
    let month = englishMonths.firstIndex(of: match.2.lowercased()),
    let hour = number(match.4, in: 0...23), let minute = number(match.5, in: 0...59),
    let second = number(match.6, in: 0...60)
  else { return nil }
  let days = daysSince1970(year: year, month: month + 1, day: day)
  return ((days * 24 + hour) * 60 + minute) * 60 + second
}
