/// The tokens of a model: which id each has, and the other way around.
struct Vocabulary: Sendable {
  /// The tokens by their bytes.
  let trie: TokenTrie
  /// The token of each id; nil where an id has none.
  private let tokens: [String?]

  /// Why tokens and ids are no vocabulary.
  struct Malformed: Error { let problem: String }

  /// Creates a vocabulary.
  ///
  /// - Throws: ``Malformed`` if an id is negative, doubled or far greater than the tokens are many.
  init(_ entries: [(token: String, id: Int)]) throws(Malformed) {
    let limit = 2 * entries.count + 65_536
    var tokens: [String?] = []
    for (token, id) in entries {
      guard id >= 0, id < limit else {
        throw Malformed(problem: "token '\(token)' has the id \(id), of \(entries.count) tokens")
      }
      while tokens.count <= id { tokens.append(nil) }
      if let other = tokens[id] {
        throw Malformed(problem: "tokens '\(other)' and '\(token)' have the same id \(id)")
      }
      tokens[id] = token
    }
    self.tokens = tokens
    trie = TokenTrie(entries.map { Array($0.token.utf8) }, ids: entries.map { Int32($0.id) })
  }

  /// One more than the greatest id.
  var count: Int { tokens.count }

  /// The id of a token, or nil if there is no such token.
  func id(_ token: String) -> Int32? { trie.id(token.utf8) }

  /// The token of an id, or nil if there is no such id.
  func token(_ id: Int32) -> String? {
    tokens.indices.contains(Int(id)) ? tokens[Int(id)] : nil
  }
}
