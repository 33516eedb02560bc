/// Whether a text is the name of a person.
///
/// Only its form is known, so this is asked where a wrong answer changes little: whether
/// `Maj Sjöwall and Per Wahlöö` are two.
enum PersonName {
  /// Whether the text is two words or more that could be a whole name: `Catherine Crook de Camp`.
  static func isFull(_ text: String) -> Bool {
    // Without its suffix: `William Strunk, Jr.`
    let words = text.prefix { $0 != "," }.split(separator: " ")
    guard words.count > 1, let first = words.first, let last = words.last else { return false }
    return isCapitalized(first) && isCapitalized(last)
      && words.allSatisfy { isCapitalized($0) || particles.contains($0) }
      && !text.contains { $0.isNumber || "()[]:/\"".contains($0) }
  }

  /// Whether the text follows a name behind a comma: `Jr.`, `M.D.`
  static func isSuffix(_ text: String) -> Bool { suffixes.contains(text) }

  /// Scripts without capitals have none to miss.
  private static func isCapitalized(_ word: Substring) -> Bool {
    guard let first = word.first, first.isLetter else { return false }
    return !first.isLowercase || word.hasPrefix("d'") || word.hasPrefix("d’")
  }

  private static let particles: Set<Substring> = [
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e",
    "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu",
  ]

  private static let suffixes: Set<String> = [
    "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "M.D.", "MD", "Ph.D.", "PhD", "Esq.",
  ]
}
