import DocumentTerms

/// A token and a word that became it.
struct Term {
  /// The number of the token.
  var token: Int32
  /// The number of the word as it is spelled, in lower case.
  var word: Int32
}

/// The terms of a batch of documents: which token each word becomes, found once for each language.
struct TermTable: Sendable {
  /// The tokens.
  private(set) var tokens = TermIndex()
  /// The spellings of the words that became tokens.
  private(set) var words = TermIndex()
  /// The distinct pairs of a token and a word.
  private(set) var terms: [Term] = []

  /// The number of the term that is new.
  mutating func append(token: [UInt8], word: [UInt8]) -> Int32 {
    terms.append(Term(token: tokens.number(of: token.span), word: words.number(of: word.span)))
    return Int32(terms.count - 1)
  }
}

/// Turns the words of documents into terms: elisions off, stop words out, endings off.
struct TermMaker {
  /// The terms so far.
  private(set) var table = TermTable()

  private let stopWords: StopWords
  private let stemming: Stemming
  private let dropsDigits: Bool
  private var stemmers = [Stemmer?](repeating: nil, count: Language.allCases.count)
  /// The term of each word by the index of the language, or one of the two values below.
  private var terms = [[Int32]](repeating: [], count: Language.allCases.count)

  private static let unknown: Int32 = -1
  private static let stopWord: Int32 = -2

  /// Creates a maker that has seen no words.
  init(stopWords: StopWords, _ options: CleaningOptions) {
    self.stopWords = stopWords
    stemming = options.stemming
    dropsDigits = options.dropsDigits
    guard stemming == .snowball else { return }
    stemmers = Language.allCases.map { Stemmer($0) }
  }

  /// The terms of a document's words, which are numbers of `vocabulary`.
  mutating func terms(
    of words: [Int32], _ language: Language, in vocabulary: borrowing TermIndex
  ) -> [Int32] {
    let missing = vocabulary.count - terms[language.index].count
    terms[language.index] += repeatElement(Self.unknown, count: missing)
    var result = [Int32]()
    result.reserveCapacity(words.count)
    for word in words {
      var term = terms[language.index][Int(word)]
      if term == Self.unknown {
        term = makeTerm(vocabulary[word], language)
        terms[language.index][Int(word)] = term
      }
      if term != Self.stopWord { result.append(term) }
    }
    return result
  }

  private mutating func makeTerm(_ word: String, _ language: Language) -> Int32 {
    if dropsDigits, word.utf8.contains(where: \.isDigit) { return Self.stopWord }
    var word = String(Elision.removed(from: word, language))
    if isStopWord(word, language) { return Self.stopWord }
    if language == .korean, stemming == .snowball {
      word = KoreanParticles.removed(from: word)
      if isStopWord(word, language) { return Self.stopWord }
    }
    let spelling = Array(word.utf8)
    let token = stemmers[language.index]?.stem(spelling) ?? spelling
    return table.append(token: token, word: spelling)
  }

  private func isStopWord(_ word: String, _ language: Language) -> Bool {
    word.unicodeScalars.isEmpty || stopWords.contains(word, in: language)
  }
}
