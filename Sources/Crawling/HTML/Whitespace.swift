/// The text with every run of blanks, no-break ones and line breaks too, as one blank, and none at
/// its ends: what a browser shows.
func collapsed(_ text: some StringProtocol) -> String {
  var result = String.UnicodeScalarView()
  var isPending = false
  for scalar in text.unicodeScalars {
    if isBlank(scalar) {
      isPending = !result.isEmpty
    } else {
      if isPending { result.append(" ") }
      isPending = false
      result.append(scalar)
    }
  }
  return String(result)
}

/// The text without blanks and line breaks at its ends.
func trimmed(_ text: some StringProtocol) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !isBlank($0) }),
    let last = scalars.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return String(String.UnicodeScalarView(scalars[first...last]))
}

/// Unicode's table is asked only for what is not ASCII: that is most of the time of a long page.
private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
}
