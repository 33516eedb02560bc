/// The local time of a post in ISO 8601 from an English date of an export:
/// `Jun 22, 2016 6:24:44 pm` gives `2016-06-22T18:24:44`.
///
/// - Returns: nil for anything else. A date in another language is never guessed.
public func facebookTime(_ text: String) -> String? {
  let parts = text.split(whereSeparator: \.isWhitespace)
  guard parts.count == 5, parts[1].hasSuffix(","),
    let month = englishMonths.firstIndex(of: parts[0].lowercased()),
    let day = number(parts[1].dropLast(), in: 1...31), let year = number(parts[2], in: 1900...9999),
    let time = clock(parts[3], half: parts[4].lowercased())
  else { return nil }
  guard day <= daysOfMonth(month + 1, year: year) else { return nil }
  return "\(year)-\(padded(month + 1))-\(padded(day))T\(time)"
}

private func clock(_ text: Substring, half: String) -> String? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 3, let hour = number(parts[0], in: 1...12),
    let minute = number(parts[1], in: 0...59), let second = number(parts[2], in: 0...59),
    half == "am" || half == "pm"
  else { return nil }
  let hours = hour % 12 + (half == "pm" ? 12 : 0)
  return "\(padded(hours)):\(padded(minute)):\(padded(second))"
}
