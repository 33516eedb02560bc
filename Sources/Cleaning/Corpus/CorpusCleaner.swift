import LinearAlgebra

/// Cleans all documents of a corpus, many at a time, and decides which ones stay.
///
///     var cleaner = CorpusCleaner(cleaner: DocumentCleaner(), filter: DocumentFilter(), threads: 2)
///     cleaner.clean(ids: ids, hasLinks: hasLinks) { row in … } receive: { row, document, rejection in … }
///     let words = cleaner.words.entries()
///
/// Documents are taken in bytewise order of their ids, whatever their order in the input. Of several
/// documents of one author with the same title and text, the first one in that order stays, and so it
/// is with similar ones. Documents are read several times: memory grows with the distinct words, the
/// number of documents and some bytes for each of their tokens, not with their texts.
public struct CorpusCleaner: Sendable {
  /// The tokens of the documents that stayed.
  public private(set) var words = WordCounts()
  /// What the corpus taught, or the model that was given.
  public private(set) var model = CorpusSteps.Model()
  /// The documents of which boilerplate was removed.
  public private(set) var shortened = 0

  private let cleaner: DocumentCleaner
  private let filter: DocumentFilter
  private let steps: CorpusSteps
  private let threads: Int

  /// Documents that one thread cleans at a time: enough that most words were seen before.
  private static let chunk = 8192
  /// Chunks whose texts are in memory at the same time.
  private static let chunksAtOnce = 8

  /// Creates a cleaner of a corpus.
  public init(
    cleaner: DocumentCleaner, filter: DocumentFilter, steps: CorpusSteps = CorpusSteps(),
    threads: Int
  ) {
    self.cleaner = cleaner
    self.filter = filter
    self.steps = steps
    self.threads = threads
  }

  /// Cleans the documents.
  ///
  /// - Parameters:
  ///   - ids: The id of each document, all different.
  ///   - hasLinks: Whether each document links to something.
  ///   - read: Gives the document at a row, the same one each time; called on any thread.
  ///   - receive: Takes each row with its document and, if it is left out, the reason: in bytewise
  ///     order of the ids, on the calling thread. A document left out has no texts.
  /// - Complexity: O(*n*) in the bytes of the documents, and sorting the ids.
  public mutating func clean(
    ids: [String], hasLinks: [Bool], read: @escaping @Sendable (Int) -> SourceDocument,
    receive: (Int, CleanedDocument, Rejection?) throws -> Void
  ) rethrows {
    precondition(ids.count == hasLinks.count, "\(ids.count) ids, \(hasLinks.count) documents")
    let order = ids.indices.sorted { ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8) }
    var reader = CorpusReader(cleaner: cleaner, read: read)
    // 1. Boilerplate, before anything looks at the texts.
    reader.boilerplate = boilerplate(order, reader)
    // 2. Each document by itself: tokens, quality. Then equal documents, and similar ones.
    var draft = judged(order, hasLinks, reader)
    shortened = draft.shortened
    // 3. Phrases, of the documents that stay.
    let phrases = phrases(draft)
    model = CorpusSteps.Model(boilerplate: reader.boilerplate, phrases: phrases)
    // 4. Texts and tokens as they are put out.
    try emit(&draft, order, ids, reader, receive)
  }

  private func boilerplate(_ order: [Int], _ reader: CorpusReader) -> Boilerplate {
    guard let options = steps.boilerplate else { return Boilerplate() }
    if let model = steps.model { return model.boilerplate }
    let batches = parallelMap(count: order.count, chunk: Self.chunk, threads: threads) { range in
      var batch = LineCounts.Batch()
      for row in order[range] {
        let document = reader.read(row)
        batch.append(author: document.author, text: reader.cleaner.text(of: document))
      }
      return batch
    }
    var counts = LineCounts()
    for (index, batch) in batches.enumerated() { counts.add(batch, first: index * Self.chunk) }
    return counts.boilerplate(options) { position in
      let document = reader.read(order[position])
      return (document.author, reader.cleaner.text(of: document))
    }
  }

  /// Cleans the documents and decides which ones stay.
  private func judged(_ order: [Int], _ hasLinks: [Bool], _ reader: CorpusReader) -> CorpusDraft {
    let judge = DocumentJudge(reader: reader, filter: filter, steps: steps)
    var chunks = parallelMap(count: order.count, chunk: Self.chunk, threads: threads) { range in
      judge.judged(order[range], hasLinks)
    }
    var draft = CorpusDraft()
    var duplicates = DuplicateMerger(steps)
    for index in chunks.indices {
      draft.shortened += chunks[index].shortened
      duplicates.merge(chunks[index], into: &draft)
      // What the sketches take is freed as they are taken over.
      chunks[index].sketches = []
    }
    duplicates.mergeSimilar(in: &draft, threads: threads) { position in
      let texts = reader.texts(order[position])
      return [texts.title, texts.text]
    }
    return draft
  }

  private func phrases(_ draft: CorpusDraft) -> Phrases {
    guard let options = steps.phrases else { return Phrases() }
    if let model = steps.model { return model.phrases }
    var learner = PhraseLearner(options)
    var first = 0
    for (index, batch) in draft.batches.enumerated() {
      learner.append(batch, draft.staying(inBatch: index, first: first))
      first += batch.documents.count
    }
    return learner.learn(threads: threads)
  }

  /// Hands on all documents in order, and counts the words of those that stay.
  private mutating func emit(
    _ draft: inout CorpusDraft, _ order: [Int], _ ids: [String], _ reader: CorpusReader,
    _ receive: (Int, CleanedDocument, Rejection?) throws -> Void
  ) rethrows {
    let phrases = model.phrases
    for block in stride(from: 0, to: draft.batches.count, by: Self.chunksAtOnce) {
      let count = min(Self.chunksAtOnce, draft.batches.count - block)
      let unfinished = draft
      let finished = parallelMap(count: count, chunk: 1, threads: threads) { range in
        let batch = block + range.lowerBound
        let first = batch * Self.chunk
        let staying = unfinished.staying(inBatch: batch, first: first)
        return unfinished.batches[batch].finished(staying, phrases) {
          reader.texts(order[first + $0])
        }
      }
      for (offset, batch) in finished.enumerated() {
        let first = (block + offset) * Self.chunk
        for (index, document) in batch.documents.enumerated() {
          let position = first + index
          let rejection = draft.rejection(position) { ids[order[$0]] }
          try receive(order[position], document, rejection)
        }
        words.add(batch, draft.staying(inBatch: block + offset, first: first))
      }
    }
  }
}
