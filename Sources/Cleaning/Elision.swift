/// The articles and pronouns that French, Italian and Catalan write together with the next word: `l'amour`,
/// `dell'arte`, `qu'elle`.
enum Elision {
  /// `word` without what is elided before its apostrophe.
  static func removed(from word: String, _ language: Language) -> Substring {
    guard let apostrophe = word.utf8.firstIndex(of: UInt8(ascii: "'")),
      prefixes[language]?.contains(word[..<apostrophe]) ?? false
    else { return word[...] }
    return word[word.utf8.index(after: apostrophe)...]
  }

  private static let prefixes: [Language: Set<Substring>] = [
    .catalan: ["d", "l", "m", "n", "s", "t"],
    .french: [
      "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
    ],
    .italian: [
      "l", "d", "c", "m", "t", "s", "v", "n", "un", "all", "dall", "dell", "nell", "sull", "coll",
      "quell", "quest", "bell", "sant", "tutt", "anch", "com", "dov", "cos",
    ],
  ]
}
