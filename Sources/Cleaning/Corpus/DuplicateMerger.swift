/// Decides which of several equal or similar documents stays: the first one in the order taken.
struct DuplicateMerger {
  /// The document that stays for each fingerprint.
  private var originals: [Fingerprint: Int] = [:]
  /// The documents that may be similar to others: their sketches, their groups and their positions.
  private var sketches: [NearDuplicates.Sketch] = []
  private var groups: [UInt64] = []
  private var positions: [Int32] = []

  /// Creates a merger that has seen no documents, of which there will be so many at most.
  init(documents: Int) { originals.reserveCapacity(documents) }

  /// Adds the documents of a chunk to a draft.
  mutating func merge(_ chunk: DocumentJudge.Chunk, into draft: inout CorpusDraft) {
    for (index, fingerprint) in chunk.fingerprints.enumerated() {
      let position = draft.verdicts.count
      if let rejection = chunk.rejections[index] {
        draft.verdicts.append(.rejected(rejection))
      } else if let original = originals[fingerprint] {
        draft.verdicts.append(.duplicate(of: original))
      } else {
        originals[fingerprint] = position
        draft.verdicts.append(.stays)
        guard let sketch = chunk.sketches[index] else { continue }
        sketches.append(sketch)
        groups.append(chunk.groups[index])
        positions.append(Int32(position))
      }
    }
    draft.batches.append(chunk.batch)
  }

  /// Looks for similar documents among those that stay.
  ///
  /// - Parameters:
  ///   - draft: The documents.
  ///   - options: What makes two of them similar.
  ///   - threads: The number of threads; the result does not depend on it.
  ///   - parts: Gives the texts of the document at a position.
  consuming func mergeSimilar(
    in draft: inout CorpusDraft, _ options: NearDuplicates.Options, threads: Int,
    parts: @Sendable (Int) -> [String]
  ) {
    let finder = NearDuplicates(options, sketches, groups: groups, threads: threads)
    sketches = []
    let positions = positions
    let found = finder.originals(threads: threads) { parts(Int(positions[$0])) }
    for (document, original) in found.enumerated() {
      guard let original else { continue }
      draft.verdicts[Int(positions[document])] = .nearDuplicate(
        of: Int(positions[original.document]), similarity: original.similarity)
    }
  }
}
