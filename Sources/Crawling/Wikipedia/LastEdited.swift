/// When an article was changed last, in UTC, if the page tells: `2020-09-20T16:34:00Z`.
///
/// The page's JSON-LD gives the second; the line at its foot gives the minute, which is read only in
/// English, since a date in another language would be a guess.
func lastEdited(_ page: HTMLDocument) -> String {
  for script in page.nodes("//script[@type='application/ld+json']") {
    guard let match = script.text.firstMatch(of: /"dateModified":\s*"([0-9T:Z\-]{20})"/) else {
      continue
    }
    return String(match.output.1)
  }
  return page.first("//*[@id='footer-info-lastmod']").flatMap { footerTime($0.text) } ?? ""
}

/// `This page was last edited on 14 October 2026, at 09:12 (UTC).`
private func footerTime(_ text: String) -> String? {
  let form = /last (?:edited|modified) on (\d{1,2}) ([A-Z][a-z]+) (\d{4}), at (\d\d):(\d\d)/
  guard let match = collapsed(text).firstMatch(of: form)?.output,
    let month = englishMonths.firstIndex(of: match.2.prefix(3).lowercased()),
    let day = number(match.1, in: 1...31)
  else { return nil }
  return "\(match.3)-\(padded(month + 1))-\(padded(day))T\(match.4):\(match.5):00Z"
}
