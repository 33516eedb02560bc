import DocumentTerms

/// What a word says about its language, apart from its runs of letters.
struct WordFeatures {
  /// The script of its letters.
  var script = Script.other
  /// The number of its letters.
  var letters = 0
  /// The languages that have it as a function word.
  var functionLanguages: LanguageSet

  /// Counts the letters of the UTF-8 of a word.
  init(_ word: borrowing Span<UInt8>, functionLanguages: LanguageSet) {
    self.functionLanguages = functionLanguages
    var index = 0
    while index < word.count {
      let (value, size) = scalar(word, at: index)
      let info = CharacterTable.standard[value]
      if info.kind == .letter {
        script = info.script
        letters += 1
      }
      index += size
    }
  }
}

/// What the words of a batch of documents say about their languages, each found once.
struct LanguageEvidence {
  /// The features of each word of the batch's vocabulary so far.
  var features: [WordFeatures] = []
  /// Where the penalties of each word start; -1 until somebody asked for them.
  private var starts: [Int32] = []
  private var penalties: [Int32] = []

  /// Adds the features of the next word of the vocabulary.
  mutating func append(_ features: WordFeatures) {
    self.features.append(features)
    starts.append(-1)
  }

  /// Adds the penalties of a word to `sums`: one for each language of `profile`, the one of the word's
  /// script.
  mutating func addPenalties(
    of word: Int32, _ profile: LetterProfile, in vocabulary: borrowing TermIndex,
    to sums: inout [Int32]
  ) {
    if starts[Int(word)] < 0 {
      starts[Int(word)] = Int32(penalties.count)
      profile.append(vocabulary.utf8(word), to: &penalties)
    }
    let start = Int(starts[Int(word)])
    let own = penalties.span.extracting(start..<(start + profile.languages.count))
    var sums = sums.mutableSpan
    for index in own.indices { sums[index] &+= own[index] }
  }
}
