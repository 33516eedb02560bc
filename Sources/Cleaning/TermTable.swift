import DocumentTerms

/// A token and a word that became it.
struct Term {
  /// The number of the token.
  var token: Int32
  /// The number of the word as it is spelled, in lower case.
  var word: Int32
}

/// The words of a batch of documents and its terms: which token each word becomes, found once for each
/// language.
struct TermTable: Sendable {
  /// The tokens.
  private(set) var tokens = TermIndex()
  /// The words as they are spelled, those that became no token too.
  var words = TermIndex()
  /// The pairs of a token and a word.
  private(set) var terms: [Term] = []
  /// The numbers of the terms of all documents, one document's after the other's.
  var occurrences: [Int32] = []

  /// The number of the term that is new.
  mutating func append(token: borrowing Span<UInt8>, word: Int32) -> Int32 {
    terms.append(Term(token: tokens.number(of: token), word: word))
    return Int32(terms.count - 1)
  }
}

/// Turns the words of documents into terms: elisions off, stop words out, endings off.
struct TermMaker {
  private let stopWords: StopWords
  private let stemming: Stemming
  private let dropsDigits: Bool
  private var stemmers = [Stemmer?](repeating: nil, count: Language.allCases.count)
  /// The term of each word by the index of the language, or one of the two values below.
  private var terms = [[Int32]](repeating: [], count: Language.allCases.count)
  /// The word at hand; here so that its memory serves the next one.
  private var spelling: [UInt8] = []

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

  /// Appends the terms of a document's words, which are numbers of the words of `table`, to its
  /// ``TermTable/occurrences``, and returns where they stand.
  mutating func appendTerms(
    of words: [Int32], _ language: Language, to table: inout TermTable
  ) -> Range<Int> {
    // Out of the array of arrays, whose elements would be looked up for each word.
    var known = [Int32]()
    let position = language.index
    swap(&known, &terms[position])
    defer { swap(&known, &terms[position]) }
    known += repeatElement(Self.unknown, count: table.words.count - known.count)
    for word in words where known[Int(word)] == Self.unknown {
      known[Int(word)] = makeTerm(word, language, position, &table)
    }
    let start = table.occurrences.count
    table.occurrences += words
    var end = start
    var occurrences = table.occurrences.mutableSpan
    // Without a branch: every other word is a stop word, which no processor foresees.
    for word in words {
      let term = known[Int(word)]
      occurrences[end] = term
      end += term == Self.stopWord ? 0 : 1
    }
    table.occurrences.removeSubrange(end...)
    return start..<end
  }

  private mutating func makeTerm(
    _ word: Int32, _ language: Language, _ position: Int, _ table: inout TermTable
  ) -> Int32 {
    spelling.removeAll(keepingCapacity: true)
    table.words.append(word, to: &spelling)
    if dropsDigits, spelling.contains(where: \.isDigit) { return Self.stopWord }
    let count = spelling.count
    Elision.remove(from: &spelling, language)
    if isStopWord(position) { return Self.stopWord }
    if language == .korean, stemming == .snowball {
      spelling = Array(
        KoreanParticles.removed(from: String(decoding: spelling, as: UTF8.self)).utf8)
      if isStopWord(position) { return Self.stopWord }
    }
    let word = spelling.count == count ? word : table.words.number(of: spelling.span)
    stemmers[position]?.stem(&spelling)
    return table.append(token: spelling.span, word: word)
  }

  private func isStopWord(_ position: Int) -> Bool {
    spelling.isEmpty
      || stopWords.contains(spelling.span, in: LanguageSet(rawValue: 1 << UInt64(position)))
  }
}
