/// The articles and pronouns that French, Italian and Catalan write together with the next word: `l'amour`,
/// `dell'arte`, `qu'elle`.
enum Elision {
  /// Removes what is elided before the apostrophe of a word in UTF-8.
  static func remove(from word: inout [UInt8], _ language: Language) {
    guard let apostrophe = word.firstIndex(of: UInt8(ascii: "'")),
      let prefixes = prefixes[language],
      prefixes.contains(String(decoding: word[..<apostrophe], as: UTF8.self))
    else { return }
    word.removeSubrange(...apostrophe)
  }

  private static let prefixes: [Language: Set<String>] = [
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
