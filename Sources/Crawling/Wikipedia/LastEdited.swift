/// When an article was changed last by the line at its foot, in UTC to the minute; nil if the line is
/// not English, since a date in another language would be a guess.
///
/// `This page was last edited on 14 October 2026, at 09:12 (UTC).` gives `2026-10-14T09:12:00Z`.
func footerTime(_ text: String) -> String? {
  let form = /last (?:edited|modified) on (\d{1,2}) ([A-Z][a-z]+) (\d{4}), at (\d\d):(\d\d)/
  guard let match = text.firstMatch(of: form)?.output,
    let month = englishMonths.firstIndex(of: match.2.prefix(3).lowercased()),
    let day = number(match.1, in: 1...31)
  else { return nil }
  return "\(match.3)-\(padded(month + 1))-\(padded(day))T\(match.4):\(match.5):00Z"
}
