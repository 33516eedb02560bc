/// A corpus half cleaned: what each document says in tokens, without its texts, and whether it stays.
///
/// Positions are those of the order in which documents are taken.
struct CorpusDraft: Sendable {
  /// What becomes of a document.
  enum Verdict: Sendable {
    case stays
    case rejected(Rejection)
    /// It is the same as the document at a position.
    case duplicate(of: Int)
    /// It is similar to the document at a position, which stays.
    case nearDuplicate(of: Int, similarity: Double)
  }

  /// Documents cleaned together, their texts emptied.
  var batches: [CleanedBatch] = []
  /// What becomes of the document at each position.
  var verdicts: [Verdict] = []
  /// The documents of which lines were removed.
  var shortened = 0

  /// Why the document at a position is left out, nil if it stays; `id` gives the id of the document at
  /// a position.
  func rejection(_ position: Int, id: (Int) -> String) -> Rejection? {
    switch verdicts[position] {
    case .stays: return nil
    case .rejected(let rejection): return rejection
    case .duplicate(let original):
      // The original may resemble another one in turn, which stays.
      if case .nearDuplicate(let first, _) = verdicts[original] {
        return Rejection(reason: .duplicate, detail: id(first))
      }
      return Rejection(reason: .duplicate, detail: id(original))
    case .nearDuplicate(let original, let similarity):
      let figure = (similarity * 100).rounded(.down) / 100
      return Rejection(reason: .nearDuplicate, detail: "\(id(original)), similarity \(figure)")
    }
  }

  /// The positions of the documents of a batch that stay, relative to its first one.
  func staying(inBatch batch: Int, first: Int) -> [Int] {
    batches[batch].documents.indices.filter {
      if case .stays = verdicts[first + $0] { true } else { false }
    }
  }
}
