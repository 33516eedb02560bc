/// What becomes of texts that are longer than an encoder takes.
public enum LongTexts: String, CaseIterable, Sendable {
  /// They are cut into chunks that overlap, and their vector is the mean of the chunks', each weighted
  /// by its tokens.
  case chunk
  /// What stands beyond the maximum is cut off, and counted.
  case cut

  /// The chunks of a text.
  ///
  /// - Parameters:
  ///   - count: The tokens of the text, special ones not counted.
  ///   - maximum: The longest chunk in tokens.
  ///   - overlap: The tokens that a chunk shares with the one before, fewer than `maximum`.
  /// - Returns: The ranges of tokens, ascending, one at least; each has tokens that no other has.
  package func chunks(count: Int, maximum: Int, overlap: Int) -> [Range<Int>] {
    precondition(overlap >= 0 && overlap < maximum, "chunks of \(maximum) overlap by \(overlap)")
    guard self == .chunk, count > maximum else { return [0..<min(count, maximum)] }
    var chunks: [Range<Int>] = []
    var start = 0
    while true {
      chunks.append(start..<min(start + maximum, count))
      if start + maximum >= count { return chunks }
      start += maximum - overlap
    }
  }
}
