import DocumentTerms

/// Joins the phrases in the documents of one batch.
struct PhraseJoiner {
  private let phrases: Phrases
  private(set) var table: TermTable
  /// The part of a phrase that each term is, or -1.
  private var parts: [Int32]
  /// The term that two terms became.
  private var terms: [UInt64: Int32] = [:]

  /// Creates a joiner for documents whose terms are in `table`.
  init(_ phrases: Phrases, _ table: TermTable) {
    self.phrases = phrases
    self.table = table
    parts = table.terms.map { phrases.parts.existingNumber(of: table.tokens.utf8($0.token)) ?? -1 }
  }

  /// The terms of a document, phrases joined.
  mutating func joined(_ terms: [Int32]) -> [Int32] {
    let once = joinedOnce(terms)
    return once.count < terms.count ? joinedOnce(once) : once
  }

  private mutating func joinedOnce(_ terms: [Int32]) -> [Int32] {
    var result = [Int32]()
    result.reserveCapacity(terms.count)
    var index = 0
    while index < terms.count {
      if index + 1 < terms.count, let term = phrase(terms[index], terms[index + 1]) {
        result.append(term)
        index += 2
      } else {
        result.append(terms[index])
        index += 1
      }
    }
    return result
  }

  /// The term for a phrase of two terms. It is spelled as they are: *premier leagues*.
  private mutating func phrase(_ left: Int32, _ right: Int32) -> Int32? {
    let (leftPart, rightPart) = (parts[Int(left)], parts[Int(right)])
    guard leftPart >= 0, rightPart >= 0, let phrase = phrases.phrase(leftPart, rightPart) else {
      return nil
    }
    let pair = Phrases.pair(left, right)
    if let term = terms[pair] { return term }
    var token = [UInt8]()
    phrases.parts.append(phrase, to: &token)
    var word = [UInt8]()
    table.words.append(table.terms[Int(left)].word, to: &word)
    word.append(UInt8(ascii: " "))
    table.words.append(table.terms[Int(right)].word, to: &word)
    let term = table.append(token: token.span, word: table.words.number(of: word.span))
    parts.append(phrase)
    terms[pair] = term
    return term
  }
}
