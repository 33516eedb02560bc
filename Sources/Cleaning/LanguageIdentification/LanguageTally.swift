/// The features of all words of a document together.
struct LanguageTally {
  private(set) var words = 0
  private var letters = InlineArray<11, Int>(repeating: 0)
  /// The number of function words of each language, by its index.
  private var functionWords = InlineArray<64, Int32>(repeating: 0)
  /// What they weigh: the fewer languages have a word, the more it says for each.
  private var functionWeights = InlineArray<64, Int32>(repeating: 0)

  /// Counts a word.
  mutating func add(_ word: WordFeatures) {
    words += 1
    letters[Int(word.script.rawValue)] += word.letters
    var languages = word.functionLanguages.rawValue
    guard languages != 0 else { return }
    let weight = 60 / Int32(1 + languages.nonzeroBitCount)
    while languages != 0 {
      functionWords[languages.trailingZeroBitCount] &+= 1
      functionWeights[languages.trailingZeroBitCount] &+= weight
      languages &= languages - 1
    }
  }

  /// The number of letters of a script.
  subscript(script: Script) -> Int { letters[Int(script.rawValue)] }

  /// The number of function words of the language with an index.
  func functionWords(_ index: Int) -> Int { Int(functionWords[index]) }

  /// What the function words of the language with an index weigh, in tenths of a natural logarithm: a
  /// word that no other language has weighs 30, one that two have 20.
  func functionWeight(_ index: Int) -> Int32 { functionWeights[index] }

  /// The number of letters of kana, which Japanese has and Chinese does not.
  var kana: Int { self[.hiragana] + self[.katakana] }

  /// The script with most letters, the first one among equals; nil without letters. A syllable or an
  /// idea counts as three letters.
  var mainScript: Script? {
    var main: (script: Script?, weight: Int) = (nil, 0)
    for script in Script.allCases {
      let weight = self[script] * (script.isSyllabic ? 3 : 1)
      if weight > main.weight { main = (script, weight) }
    }
    return main.script
  }

  /// The share of letters that belong to a script, Han and kana being one; 0 without letters.
  func share(of script: Script) -> Double {
    var total = 0
    for script in Script.allCases { total += self[script] }
    let isJapaneseOrChinese = script == .han || script == .hiragana || script == .katakana
    let own = isJapaneseOrChinese ? self[.han] + kana : self[script]
    return total == 0 ? 0 : Double(own) / Double(total)
  }
}
