/// Cuts words into the longest tokens, from the left ([Schuster and Nakajima 2012]; the algorithm
/// is BERT's `WordpieceTokenizer`).
///
/// The first token of a word is in the vocabulary as it stands, the others behind a prefix, `##`. A
/// word of which a part is in no token, or that is too long, is the unknown token as a whole.
///
/// [Schuster and Nakajima 2012]: https://doi.org/10.1109/ICASSP.2012.6289079
struct WordPiece: Sendable {
  /// The tokens.
  let vocabulary: Vocabulary
  /// The id of words that cannot be cut.
  let unknown: Int32
  /// The number of characters from which on a word is not cut.
  let maximumWordLength: Int
  /// Where the tokens are that begin with the prefix; nil if none does.
  let continuation: Int32?

  /// Creates a model.
  init(
    vocabulary: Vocabulary, unknown: Int32, continuingPrefix: String, maximumWordLength: Int
  ) {
    self.vocabulary = vocabulary
    self.unknown = unknown
    self.maximumWordLength = maximumWordLength
    continuation = vocabulary.trie.node(continuingPrefix.utf8)
  }

  /// Appends the ids of the word `bytes[range]`, which is not empty.
  ///
  /// - Complexity: O(*n* *m*) in the bytes of the word and of the longest token; in practice
  ///   O(*n*).
  @inline(__always)
  func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to ids: inout [Int32]) {
    if range.count > maximumWordLength, characters(bytes, range) > maximumWordLength {
      ids.append(unknown)
      return
    }
    let count = ids.count
    var place = range.lowerBound
    while place < range.upperBound {
      let node = place == range.lowerBound ? TokenTrie.root : continuation
      guard let node,
        case let (id, end) = vocabulary.trie.longest(
          bytes, from: place, limit: range.upperBound, node: node), id >= 0
      else {
        ids.removeSubrange(count...)
        ids.append(unknown)
        return
      }
      ids.append(id)
      place = end
    }
  }

  /// The number of scalars.
  private func characters(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for place in range where bytes[place] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
