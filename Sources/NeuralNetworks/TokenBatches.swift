/// Texts divided into batches that are computed at once, without padding between them.
///
/// Texts are ordered by length, the longest first, so that threads end together; a batch takes texts
/// until it has ``tokensPerBatch`` tokens. The division depends on the texts alone.
package struct TokenBatches {
  /// The number of tokens that a batch may have, unless a single text has more. It bounds memory; the
  /// speed hardly changes beyond a few hundred.
  package static let tokensPerBatch = 512

  /// The indexes of the texts of each batch.
  package let batches: [ArraySlice<Int>]

  /// Divides texts.
  ///
  /// - Parameter lengths: The number of tokens of each text.
  /// - Complexity: O(*n* log *n*)
  package init(lengths: [Int]) {
    let order = lengths.indices.sorted {
      lengths[$0] == lengths[$1] ? $0 < $1 : lengths[$0] > lengths[$1]
    }
    var batches: [ArraySlice<Int>] = []
    var (start, tokens) = (0, 0)
    for (place, text) in order.enumerated() {
      if tokens + lengths[text] > Self.tokensPerBatch && place > start {
        batches.append(order[start..<place])
        (start, tokens) = (place, 0)
      }
      tokens += lengths[text]
    }
    if start < order.count { batches.append(order[start...]) }
    self.batches = batches
  }
}
