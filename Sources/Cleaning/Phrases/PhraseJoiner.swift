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

  /// Joins the phrases among the terms of a document, and returns where its terms stand then.
  mutating func join(_ terms: Range<Int>) -> Range<Int> {
    let once = joinOnce(terms)
    return once.count < terms.count ? joinOnce(once) : once
  }

  /// Joined terms, which are fewer, take the places of the first ones.
  private mutating func joinOnce(_ terms: Range<Int>) -> Range<Int> {
    var (read, write) = (terms.lowerBound, terms.lowerBound)
    while read < terms.upperBound {
      let left = table.occurrences[read]
      read += 1
      if read < terms.upperBound, let phrase = phrase(left, table.occurrences[read]) {
        table.occurrences[write] = phrase
        read += 1
      } else {
        table.occurrences[write] = left
      }
      write += 1
    }
    return terms.lowerBound..<write
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
