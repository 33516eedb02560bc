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
    // Out of the array of arrays, whose elements would be looked up for each word.
    var known = [Int32]()
    let position = language.index
    swap(&known, &terms[position])
    defer { swap(&known, &terms[position]) }
    known += repeatElement(Self.unknown, count: vocabulary.count - known.count)
    var result = [Int32]()
    result.reserveCapacity(words.count)
    for word in words {
      var term = known[Int(word)]
      if term == Self.unknown {
        term = makeTerm(vocabulary.utf8(word), language, position)
        known[Int(word)] = term
      }
      if term != Self.stopWord { result.append(term) }
    }
    return result
  }

  private mutating func makeTerm(
    _ word: borrowing Span<UInt8>, _ language: Language, _ position: Int
  ) -> Int32 {
    if dropsDigits, word.indices.contains(where: { word[$0].isDigit }) { return Self.stopWord }
    var spelling = word.indices.map { word[$0] }
    Elision.remove(from: &spelling, language)
    if isStopWord(spelling, position) { return Self.stopWord }
    if language == .korean, stemming == .snowball {
      spelling = Array(
        KoreanParticles.removed(from: String(decoding: spelling, as: UTF8.self)).utf8)
      if isStopWord(spelling, position) { return Self.stopWord }
    }
    let token = stemmers[position]?.stem(spelling) ?? spelling
    return table.append(token: token, word: spelling)
  }

  private func isStopWord(_ word: [UInt8], _ position: Int) -> Bool {
    word.isEmpty || stopWords.contains(word.span, in: LanguageSet(rawValue: 1 << UInt64(position)))
  }
}
