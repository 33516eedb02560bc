/// Decides which of several equal or similar documents stays: the first one in the order taken.
struct DuplicateMerger {
  /// The document that stays for each fingerprint.
  private var originals: [Fingerprint: Int] = [:]
  /// Finds those that are similar; nil if that does not matter.
  private var finder: NearDuplicates?
  /// The positions of the documents that the finder has seen.
  private var positions: [Int32] = []

  /// Creates a merger that has seen no documents.
  ///
  /// - Parameters:
  ///   - options: What makes two documents similar; nil if only equal ones count.
  ///   - documents: How many documents there will be at most.
  init(_ options: NearDuplicates.Options?, documents: Int) {
    finder = options.map { NearDuplicates($0) }
    originals.reserveCapacity(documents)
  }

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
        finder?.append(sketch, group: chunk.groups[index])
        positions.append(Int32(position))
      }
    }
    draft.batches.append(chunk.batch)
    draft.shortened += chunk.shortened
  }

  /// Looks for similar documents among those that stay.
  ///
  /// - Parameters:
  ///   - draft: The documents.
  ///   - threads: The number of threads; the result does not depend on it.
  ///   - parts: Gives the texts of the document at a position.
  consuming func mergeSimilar(
    in draft: inout CorpusDraft, threads: Int, parts: @Sendable (Int) -> [String]
  ) {
    guard let finder else { return }
    let positions = positions
    let found = finder.originals(threads: threads) { parts(Int(positions[$0])) }
    for (document, original) in found.enumerated() {
      guard let original else { continue }
      draft.verdicts[Int(positions[document])] = .nearDuplicate(
        of: Int(positions[original.document]), similarity: original.similarity)
    }
  }
}
