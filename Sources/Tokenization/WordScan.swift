/// The steps of BERT in one pass over a text: its normalizer, its words and WordPiece.
///
/// Most of most texts is ASCII, where each character becomes another one, or a space, whatever stands
/// around it. So a word can be looked up while it is read, and neither a normalized text nor a list of
/// words is made. A word with any other character in it is given back, to take the long way, up to
/// the next word in ASCII: its white space and punctuation stay what they are beside every character.
///
/// The ids are those of the steps one after the other, which tests compare with.
///
/// A class, since it is taken up for every text: a structure's parts would be counted one by one.
final class WordScan: Sendable {
  private let model: WordPiece
  private let shortWords: ShortWords
  /// What a byte becomes: a character of a word, or one of the marks below.
  private let table: [UInt8]

  /// White space.
  private static let space: UInt8 = 0
  /// A byte that needs the long way.
  private static let other: UInt8 = 1
  /// Set beside a punctuation character, which is a word of its own.
  private static let punctuation: UInt8 = 0x80

  /// Creates a scan of the steps of a tokenizer; nil if they are other ones than BERT's.
  init?(
    _ normalizers: [Normalizer], _ preTokenizers: [PreTokenizer], _ model: SubwordTokenizer.Model
  ) {
    guard normalizers.count == 1, preTokenizers.count == 1,
      case .bert(let normalizer) = normalizers[0], case .bert = preTokenizers[0],
      case .wordPiece(let model) = model, model.maximumWordLength > 0
    else { return nil }
    self.model = model
    table = (0..<256).map { byte in
      guard byte < 0x80, let result = normalizer.ascii(UInt8(byte)) else { return Self.other }
      let properties = ScalarProperties(rawValue: ScalarProperties.table[UInt32(result)])
      if properties.contains(.whitespace) { return Self.space }
      if properties.contains(.punctuation) { return result | Self.punctuation }
      return result > Self.other ? result : Self.other
    }
    let (vocabulary, table) = (model.vocabulary, table)
    shortWords = ShortWords(
      (0..<Int32(vocabulary.count)).compactMap { id in
        // Others, as those with a prefix, are no words of a text; of equal ones the trie has one.
        guard let token = vocabulary.token(id), vocabulary.id(token) == id,
          token.utf8.allSatisfy({ table[Int($0)] == $0 && $0 > Self.other })
        else { return nil }
        return (Array(token.utf8), id)
      })
  }

  /// Appends the ids of the text `bytes[range]`; `takeLongWay` appends those of a part of it.
  ///
  /// - Complexity: O(*n* *m*) in the bytes of the text and of the longest token; in practice
  ///   O(*n*).
  @inline(__always)
  func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to ids: inout [Int32],
    _ takeLongWay: (Range<Int>, inout [Int32]) -> Void
  ) {
    let (marks, trie) = (self.table, model.vocabulary.trie.nodes)
    let table = marks.span
    let nodes = trie.span
    var place = range.lowerBound
    while place < range.upperBound {
      let start = place
      var mark = table[Int(bytes[place])]
      if mark == Self.space {
        place += 1
        continue
      }
      if mark & Self.punctuation != 0 {
        place += 1
        let node = TokenTrie.child(nodes, TokenTrie.root, mark & ~Self.punctuation)
        let id = node < 0 ? -1 : nodes[Int(node)].id
        ids.append(id < 0 ? model.unknown : id)
        continue
      }
      var word = ShortWords.Word()
      while mark > Self.other, mark < Self.punctuation {
        word.append(mark, at: place - start)
        place += 1
        mark = place < range.upperBound ? table[Int(bytes[place])] : Self.space
      }
      if mark == Self.other {
        place = endOfLongWay(bytes, place..<range.upperBound)
        takeLongWay(start..<place, &ids)
      } else {
        let count = place - start
        let isShort = count <= min(ShortWords.longest, model.maximumWordLength)
        let id = isShort ? shortWords.id(word) : -1
        if id >= 0 { ids.append(id) } else { appendPieces(bytes, start..<place, to: &ids) }
      }
    }
  }

  /// Where the next word begins that is ASCII at first, from within a word that is not.
  private func endOfLongWay(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var isInWord = true
    for place in range {
      let mark = table[Int(bytes[place])]
      let isASCII = mark > Self.other && mark < Self.punctuation
      if isASCII, !isInWord { return place }
      isInWord = isASCII || mark == Self.other
    }
    return range.upperBound
  }

  /// Appends the tokens of a word.
  private func appendPieces(_ bytes: Span<UInt8>, _ word: Range<Int>, to ids: inout [Int32]) {
    let trie = model.vocabulary.trie.nodes
    let nodes = trie.span
    let count = ids.count
    var place = word.lowerBound
    while place < word.upperBound, word.count <= model.maximumWordLength {
      guard var node = place == word.lowerBound ? TokenTrie.root : model.continuation else { break }
      var id: Int32 = -1
      for next in place..<word.upperBound {
        node = TokenTrie.child(nodes, node, table[Int(bytes[next])])
        if node < 0 { break }
        if nodes[Int(node)].id >= 0 { (id, place) = (nodes[Int(node)].id, next + 1) }
      }
      if id < 0 { break }
      ids.append(id)
    }
    guard place < word.upperBound || word.count > model.maximumWordLength else { return }
    ids.removeSubrange(count...)
    ids.append(model.unknown)
  }
}
