/// Cuts a text into the tokens whose scores have the greatest sum ([Kudo 2018]), found by a forward
/// pass over all tokens at all places (Viterbi).
///
/// As in `tokenizers`: scores are sums of doubles from the left; of equal sums the first found,
/// which has the longest last token, wins. A character that is no token has 10 less than the least
/// score. Such characters in a row are one unknown token, or their bytes (`<0x41>`) if the model
/// has these.
///
/// [Kudo 2018]: https://doi.org/10.18653/v1/P18-1007
struct Unigram: Sendable {
  /// The tokens.
  let vocabulary: Vocabulary
  /// The id of characters that are in no token.
  let unknown: Int32
  /// The score of each id.
  private let scores: [Double]
  private let unknownScore: Double
  /// The ids of the tokens of all 256 bytes; empty if unknown characters are not written in bytes,
  /// nil among them for a byte without a token.
  private let byteTokens: [Int32?]

  /// The best way to a place of the text.
  struct Step: BitwiseCopyable, Sendable {
    var score = 0.0
    /// Where the last token begins, -1 if no way leads here.
    var start: Int32 = -1
    var id: Int32 = 0
  }

  /// Creates a model of tokens with a finite score for each id.
  init(vocabulary: Vocabulary, scores: [Double], unknown: Int32, bytesFallBack: Bool) {
    self.vocabulary = vocabulary
    self.scores = scores
    self.unknown = unknown
    unknownScore = (scores.min() ?? 0) - 10
    byteTokens =
      bytesFallBack
      ? (0..<256).map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return vocabulary.id("<0x\(byte < 16 ? "0" : "")\(digits)>")
      } : []
  }

  /// The score of a token, the logarithm of its probability; nil if there is no such id.
  func score(_ id: Int32) -> Double? {
    scores.indices.contains(Int(id)) ? scores[Int(id)] : nil
  }

  /// Appends the ids of the text `bytes[range]`; `steps` is a buffer.
  ///
  /// - Complexity: O(*n* *m*) in the bytes of the text and of the longest token.
  func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to ids: inout [Int32], steps: inout [Step]
  ) {
    forward(bytes, range, &steps)
    let count = ids.count
    // Backward from the end, so in reverse.
    var end = range.count
    while end > 0 {
      var start = Int(steps[end].start)
      let id = steps[end].id
      if id != unknown {
        ids.append(id)
      } else {
        while start > 0, steps[start].id == unknown { start = Int(steps[start].start) }
        appendUnknown(
          bytes, (range.lowerBound + start)..<(range.lowerBound + end), &ids)
      }
      end = start
    }
    ids[count...].reverse()
  }

  /// Fills in the best way to the end of each character.
  private func forward(_ bytes: Span<UInt8>, _ range: Range<Int>, _ steps: inout [Step]) {
    steps.removeAll(keepingCapacity: true)
    steps.append(contentsOf: repeatElement(Step(), count: range.count + 1))
    let nodes = vocabulary.trie.nodes.span
    let scores = scores.span
    var steps = steps.mutableSpan
    var start = 0
    while start < range.count {
      let scoreHere = steps[start].score
      let length = sequenceLength(bytes[range.lowerBound + start])
      var isToken = false
      var node = TokenTrie.root
      var place = start
      while place < range.count {
        node = TokenTrie.child(nodes, node, bytes[range.lowerBound + place])
        if node < 0 { break }
        place += 1
        let id = nodes[Int(node)].id
        if id < 0 { continue }
        let score = scores[Int(id)] + scoreHere
        if steps[place].start < 0 || score > steps[place].score {
          steps[place] = Step(score: score, start: Int32(truncatingIfNeeded: start), id: id)
        }
        if place - start == length { isToken = true }
      }
      if !isToken {
        let end = start + length
        let score = unknownScore + scoreHere
        if steps[end].start < 0 || score > steps[end].score {
          steps[end] = Step(score: score, start: Int32(truncatingIfNeeded: start), id: unknown)
        }
      }
      start += length
    }
  }

  /// Appends what stands for characters that are in no token, in reverse.
  private func appendUnknown(_ bytes: Span<UInt8>, _ range: Range<Int>, _ ids: inout [Int32]) {
    // Together the characters may be a token after all.
    let (id, end) = vocabulary.trie.longest(bytes, from: range.lowerBound, limit: range.upperBound)
    if id >= 0, end == range.upperBound { return ids.append(id) }
    let count = ids.count
    guard !byteTokens.isEmpty else { return ids.append(unknown) }
    for place in range.reversed() {
      guard let id = byteTokens[Int(bytes[place])] else {
        ids.removeSubrange(count...)
        return ids.append(unknown)
      }
      ids.append(id)
    }
  }
}
