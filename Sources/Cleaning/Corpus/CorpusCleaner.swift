import Artifacts
import LinearAlgebra

/// Cleans all documents of a corpus, many at a time, and decides which ones stay.
///
///     var cleaner = CorpusCleaner(cleaner: DocumentCleaner(), filter: DocumentFilter(), threads: 2)
///     cleaner.clean(ids: ids, hasLinks: hasLinks) { row in … } make: { results in … } receive: { … }
///     let words = cleaner.words.entries()
///
/// Documents are taken in bytewise order of their ids, whatever their order in the input. Of several
/// documents of one author with the same title and text, the first one in that order stays, and so it
/// is with similar ones. Of normalized texts ``textMemory`` are kept: memory grows with the distinct words,
/// the number of documents and some bytes for each of their tokens, not with their texts.
public struct CorpusCleaner: Sendable {
  /// What became of a document.
  public struct Result: Sendable {
    /// Its row.
    public let row: Int
    /// The document; without texts if it is left out.
    public let document: CleanedDocument
    /// Why it is left out, if it is.
    public let rejection: Rejection?
  }

  /// The tokens of the documents that stayed.
  public private(set) var words = WordCounts()
  /// What the corpus taught, or the model that was given.
  public private(set) var model = CorpusSteps.Model()
  /// The documents of which boilerplate was removed.
  public private(set) var shortened = 0
  /// The bytes of normalized texts that are kept. It is a matter of time alone: those beyond are read
  /// and made again.
  public var textMemory = 256 << 20

  private let cleaner: DocumentCleaner
  private let filter: DocumentFilter
  private let steps: CorpusSteps
  private let threads: Int

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
  ///   - size: The bytes of the document at a row: so much as is known without reading it.
  ///   - read: Gives the document at a row, the same one each time; called on any thread.
  ///   - make: Makes what is wanted of the results of some thousand documents, which are in bytewise
  ///     order of their ids; called on any thread.
  ///   - receive: Takes what was made, in bytewise order of the ids, on the calling thread.
  /// - Throws: What `receive` throws.
  /// - Complexity: O(*n*) in the bytes of the documents, and sorting the ids.
  public mutating func clean<Output: Sendable, Failure: Error>(
    ids: [String], hasLinks: [Bool], size: (Int) -> Int = { _ in 0 },
    read: @escaping @Sendable (Int) -> SourceDocument,
    make: @escaping @Sendable ([Result]) -> Output,
    receive: (Output) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(ids.count == hasLinks.count, "\(ids.count) ids, \(hasLinks.count) documents")
    let parts = CorpusParts(order: order(ids), size: size)
    var reader = CorpusReader(parts: parts, cleaner: cleaner, read: read)
    // 1. Normalized texts; boilerplate, before anything looks at them.
    prepare(&reader)
    // 2. Each document by itself: tokens, quality. Then equal documents, and similar ones.
    let draft = judged(hasLinks, reader)
    shortened = draft.shortened
    // 3. Phrases, of the documents that stay.
    let phrases = phrases(draft, parts)
    model = CorpusSteps.Model(boilerplate: reader.boilerplate, phrases: phrases)
    // 4. Texts and tokens as they are put out.
    try emit(draft, ids, reader, make, receive)
  }

  /// The rows in bytewise order of their ids, which tables mostly are in.
  private func order(_ ids: [String]) -> [Int] {
    ascends(ids, threads: threads) ? Array(ids.indices) : bytewiseOrder(ids)
  }

  /// Normalizes the texts, as far as they are kept, and finds the boilerplate in them.
  private func prepare(_ reader: inout CorpusReader) {
    let options = steps.model == nil ? steps.boilerplate : nil
    let budget = MemoryBudget(textMemory)
    var kept: [NormalizedTexts?] = []
    var counts = LineCounts()
    pipelined(count: reader.parts.ranges.count, threads: threads) { [reader] part in
      let texts = reader.normalized(part: part)
      let lines = options.map { _ in LineCounts.Batch(texts) }
      return (texts: budget.take(texts.size) ? texts : nil, lines: lines)
    } take: { part in
      kept.append(part.texts)
      if let lines = part.lines { counts.add(lines) }
    }
    reader.kept = kept
    if let model = steps.model, steps.boilerplate != nil { reader.boilerplate = model.boilerplate }
    guard let options else { return }
    reader.boilerplate = counts.boilerplate(options) { [reader] in reader.normalized($0) }
  }

  /// Cleans the documents and decides which ones stay.
  private func judged(_ hasLinks: [Bool], _ reader: CorpusReader) -> CorpusDraft {
    let judge = DocumentJudge(reader: reader, filter: filter, steps: steps)
    var draft = CorpusDraft()
    var duplicates = DuplicateMerger(
      steps.nearDuplicates, documents: reader.parts.order.count)
    pipelined(count: reader.parts.ranges.count, threads: threads) { part in
      judge.judged(part: part, hasLinks)
    } take: { chunk in
      duplicates.merge(chunk, into: &draft)
    }
    duplicates.mergeSimilar(in: &draft, threads: threads) { position in
      let texts = reader.texts(position)
      return [texts.title, texts.text]
    }
    return draft
  }

  private func phrases(_ draft: CorpusDraft, _ parts: CorpusParts) -> Phrases {
    guard let options = steps.phrases else { return Phrases() }
    if let model = steps.model { return model.phrases }
    var learner = PhraseLearner(options)
    for (index, batch) in draft.batches.enumerated() {
      learner.append(batch, draft.staying(inBatch: index, first: parts.ranges[index].lowerBound))
    }
    return learner.learn(threads: threads)
  }

  /// Hands on all documents in order, and counts the words of those that stay.
  private mutating func emit<Output: Sendable, Failure: Error>(
    _ draft: CorpusDraft, _ ids: [String], _ reader: CorpusReader,
    _ make: @escaping @Sendable ([Result]) -> Output,
    _ receive: (Output) throws(Failure) -> Void
  ) throws(Failure) {
    let maker = ResultMaker(draft: draft, ids: ids, reader: reader, phrases: model.phrases)
    try pipelined(count: reader.parts.ranges.count, threads: threads) { part in
      let made = maker.made(part: part)
      return (output: make(made.results), words: made.words)
    } take: { (part: (output: Output, words: WordCounts.Part)) throws(Failure) in
      words.add(part.words)
      try receive(part.output)
    }
  }
}
