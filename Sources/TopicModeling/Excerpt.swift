/// The beginning of a text, at most `limit` characters long, cut at the end of a word and marked by an
/// ellipsis where something was left out.
///
/// - Complexity: O(*limit*)
public func excerpt(_ text: String, limit: Int = 280) -> String {
  guard text.index(text.startIndex, offsetBy: limit + 1, limitedBy: text.endIndex) != nil else {
    return text
  }
  // One character is the ellipsis; a word that ends exactly there is still whole.
  let head = text.prefix(limit)
  let cut = head.lastIndex(where: \.isWhitespace) ?? head.index(before: head.endIndex)
  var kept = head[..<cut]
  while let last = kept.last, last.isWhitespace || ",;:–—-".contains(last) { kept.removeLast() }
  return kept + "…"
}
