/// Makes of a draft what is put out: the documents with their texts and tokens.
struct ResultMaker: Sendable {
  /// What a part of the corpus gives.
  struct Part: Sendable {
    /// What became of each document.
    let results: [CorpusCleaner.Result]
    /// The words of those that stay.
    let words: WordCounts.Part
  }

  let draft: CorpusDraft
  let ids: [String]
  let reader: CorpusReader
  let phrases: Phrases

  /// Makes the documents of a part.
  func made(part: Int) -> Part {
    let (start, order) = (reader.parts.ranges[part].lowerBound, reader.parts.order)
    let staying = draft.staying(inBatch: part, first: start)
    let batch = draft.batches[part].finished(staying, phrases) { reader.texts(start + $0) }
    let results = batch.documents.indices.map { index in
      CorpusCleaner.Result(
        row: order[start + index], document: batch.documents[index],
        rejection: draft.rejection(start + index) { ids[order[$0]] })
    }
    return Part(results: results, words: WordCounts.Part(batch, staying))
  }
}
