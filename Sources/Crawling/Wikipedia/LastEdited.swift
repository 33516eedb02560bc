/// When an article was changed last by the line at its foot, in UTC to the minute; nil if the line is
/// not English, since a date in another language would be a guess.
///
/// `This page was last edited on 14 October 2026, at 09:12 (UTC).` gives `2026-10-14T09:12:00Z`.
func footerTime(_ text: String) -> String? {
  let words = text.split(separator: " ")
  // last edited on DAY MONTH YEAR, at HH:MM
  guard let start = words.firstIndex(of: "last"), words.count >= start + 8,
    ["edited", "modified"].contains(words[start + 1]), words[start + 2] == "on",
    words[start + 5].hasSuffix(","), words[start + 6] == "at",
    let day = number(words[start + 3], in: 1...31),
    let month = englishMonths.firstIndex(of: words[start + 4].prefix(3).lowercased()),
    let year = number(words[start + 5].dropLast(), in: 2001...9999)
  else { return nil }
  let clock = words[start + 7].prefix(5).split(separator: ":")
  guard clock.count == 2, let hour = number(clock[0], in: 0...23),
    let minute = number(clock[1], in: 0...59)
  else { return nil }
  return "\(year)-\(padded(month + 1))-\(padded(day))T\(padded(hour)):\(padded(minute)):00Z"
}
