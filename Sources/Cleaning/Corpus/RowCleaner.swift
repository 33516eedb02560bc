import LinearAlgebra

/// Cleans documents as they come, each by itself: what a whole corpus must be known for, duplicates
/// and learning, is left out, and what was learned before can be applied.
///
/// A document comes out as ``CorpusCleaner`` puts it out with the same model.
public struct RowCleaner: Sendable {
  private let cleaner: DocumentCleaner
  private let filter: DocumentFilter
  private let steps: CorpusSteps
  private let threads: Int

  /// Creates a cleaner; of `steps` it takes the quality and the model.
  public init(
    cleaner: DocumentCleaner, filter: DocumentFilter, steps: CorpusSteps, threads: Int
  ) {
    self.cleaner = cleaner
    self.filter = filter
    var steps = steps
    steps.nearDuplicates = nil
    self.steps = steps
    self.threads = threads
  }

  /// Cleans documents, and says of each why it is to be left out, if it is.
  ///
  /// - Complexity: O(*n*) in the bytes of the documents, divided by the threads.
  public func clean(
    _ documents: [SourceDocument]
  ) -> [(document: CleanedDocument, rejection: Rejection?)] {
    let parts = CorpusParts(order: Array(documents.indices)) { documents[$0].text.utf8.count }
    var reader = CorpusReader(parts: parts, cleaner: cleaner) { documents[$0] }
    reader.boilerplate = steps.model?.boilerplate ?? Boilerplate()
    let phrases = steps.model?.phrases ?? Phrases()
    let hasLinks = [Bool](repeating: false, count: documents.count)
    reader.kept = parallelMap(count: parts.ranges.count, chunk: 1, threads: threads) {
      [reader] in reader.normalized(part: $0.lowerBound)
    }
    let judge = DocumentJudge(reader: reader, filter: filter, steps: steps)
    return parallelMap(count: parts.ranges.count, chunk: 1, threads: threads) { range in
      let judged = judge.judged(part: range.lowerBound, hasLinks)
      let first = judge.reader.parts.ranges[range.lowerBound].lowerBound
      let batch = judged.batch.finished(Array(judged.batch.documents.indices), phrases) {
        judge.reader.texts(first + $0)
      }
      return zip(batch.documents, judged.rejections).map { (document: $0, rejection: $1) }
    }.flatMap(\.self)
  }
}
