/// Decides which of several equal or similar documents stays: the first one in the order taken.
struct DuplicateMerger {
  /// The document that stays for each fingerprint.
  private var originals: [Fingerprint: Int] = [:]
  private var finder: NearDuplicates?
  /// The position of each document that the finder knows.
  private var positions: [Int32] = []

  /// Creates a merger that has seen no documents.
  init(_ steps: CorpusSteps) {
    finder = steps.nearDuplicates.map { NearDuplicates($0) }
  }

  /// Adds the documents of a chunk to a draft.
  mutating func merge(_ chunk: DocumentJudge.Chunk, into draft: inout CorpusDraft) {
    for (index, document) in chunk.batch.documents.enumerated() {
      let position = draft.verdicts.count
      if let rejection = chunk.rejections[index] {
        draft.verdicts.append(.rejected(rejection))
      } else if let original = originals[document.fingerprint] {
        draft.verdicts.append(.duplicate(of: original))
      } else {
        originals[document.fingerprint] = position
        draft.verdicts.append(.stays)
        guard let sketch = chunk.sketches[index] else { continue }
        finder?.append(sketch, group: chunk.groups[index])
        positions.append(Int32(position))
      }
    }
    draft.batches.append(chunk.batch)
  }

  /// Looks for similar documents among those that stay; `parts` gives the texts of the document at a
  /// position.
  consuming func mergeSimilar(
    in draft: inout CorpusDraft, threads: Int, parts: @Sendable (Int) -> [String]
  ) {
    let positions = positions
    guard let finder else { return }
    let found = finder.originals(threads: threads) { parts(Int(positions[$0])) }
    for (document, original) in found.enumerated() {
      guard let original else { continue }
      draft.verdicts[Int(positions[document])] = .nearDuplicate(
        of: Int(positions[original.document]), similarity: original.similarity)
    }
  }
}
