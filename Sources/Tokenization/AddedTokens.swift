/// Tokens that are found in a text before it is split into words, such as `[MASK]`.
///
/// Of those that begin at a place the longest is taken, and the search goes on behind it.
struct AddedTokens: Sendable {
  /// A token as the `added_tokens` section of `tokenizer.json` describes it.
  struct Token: Sendable {
    let id: Int32
    let content: String
    /// Whether it counts only where no character of a word is beside it.
    var isWord = false
    /// Whether white space before it belongs to it.
    var stripsLeft = false
    /// Whether white space behind it belongs to it.
    var stripsRight = false
    /// Whether it is looked for in the normalized text, by its normalized form.
    var isNormalized = false
    /// Whether it is special: no word, but a sign for the model.
    var isSpecial = false
  }

  private let tokens: [Token]
  private let trie: TokenTrie
  /// Whether a token begins with a byte.
  private let isFirst: [Bool]
  /// The byte that all tokens begin with, if it is one, as `[` of BERT.
  private let onlyFirst: UInt8?

  /// Creates a search for tokens by their `forms`, which are not empty and differ.
  init(_ tokens: [Token], forms: [[UInt8]]) {
    self.tokens = tokens
    trie = TokenTrie(forms, ids: tokens.indices.map { Int32($0) })
    var isFirst = [Bool](repeating: false, count: 256)
    for form in forms { isFirst[Int(form[0])] = true }
    self.isFirst = isFirst
    onlyFirst = Set(forms.map { $0[0] }).count == 1 ? forms[0][0] : nil
  }

  /// Whether a token may be in a text. Most texts have none, and this is told many bytes at a time.
  private func mayOccur(in text: Span<UInt8>) -> Bool {
    guard let onlyFirst else { return !tokens.isEmpty }
    var found: UInt8 = 0
    for place in text.indices { found |= text[place] == onlyFirst ? 1 : 0 }
    return found != 0
  }

  /// Whether there are no tokens.
  var isEmpty: Bool { tokens.isEmpty }

  /// Calls `body` for each token in the text and for each text between them, none of which is
  /// empty: with its bytes, and the id of the token or -1.
  ///
  /// - Complexity: O(*n* *m*) in the bytes of the text and of the longest token.
  @inline(__always)
  func split(_ text: Span<UInt8>, _ body: (_ range: Range<Int>, _ id: Int32) -> Void) {
    var end = 0
    var place = 0
    if !mayOccur(in: text) { place = text.count }
    while place < text.count {
      guard isFirst[Int(text[place])],
        case let (index, after) = trie.longest(text, from: place, limit: text.count), index >= 0
      else {
        place += 1
        continue
      }
      let token = tokens[Int(index)]
      let match = place..<after
      place = after
      if token.isWord, Self.touchesWord(text, match) { continue }
      let start =
        token.stripsLeft
        ? max(Self.spaceBefore(text, match.lowerBound, behind: end), end) : match.lowerBound
      if end < start { body(end..<start, -1) }
      end = token.stripsRight ? Self.spaceBehind(text, after) : after
      body(min(start, end)..<end, token.id)
    }
    if end < text.count { body(end..<text.count, -1) }
  }

  private static func has(_ property: ScalarProperties, _ scalar: UInt32) -> Bool {
    ScalarProperties.table[scalar] & property.rawValue != 0
  }

  /// Where the scalar before `place` begins.
  private static func before(_ text: Span<UInt8>, _ place: Int) -> Int {
    var start = place - 1
    while text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  private static func touchesWord(_ text: Span<UInt8>, _ match: Range<Int>) -> Bool {
    var next = match.upperBound
    if next < text.count, has(.word, decodeScalar(text, &next)) { return true }
    guard match.lowerBound > 0 else { return false }
    var previous = before(text, match.lowerBound)
    return has(.word, decodeScalar(text, &previous))
  }

  /// Where the white space before `place` begins that nothing before `end` belongs to.
  private static func spaceBefore(_ text: Span<UInt8>, _ place: Int, behind end: Int) -> Int {
    var start = place
    while start > end {
      let previous = before(text, start)
      var next = previous
      guard has(.whitespace, decodeScalar(text, &next)) else { break }
      start = previous
    }
    return start
  }

  private static func spaceBehind(_ text: Span<UInt8>, _ place: Int) -> Int {
    var end = place
    while end < text.count {
      var next = end
      guard has(.whitespace, decodeScalar(text, &next)) else { break }
      end = next
    }
    return end
  }
}
