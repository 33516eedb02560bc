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

  /// Documents that one thread cleans at a time.
  private static let chunk = 1024

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
    var reader = CorpusReader(cleaner: cleaner) { documents[$0] }
    reader.boilerplate = steps.model?.boilerplate ?? Boilerplate()
    let judge = DocumentJudge(reader: reader, filter: filter, steps: steps)
    let phrases = steps.model?.phrases ?? Phrases()
    let rows = Array(documents.indices)
    let hasLinks = [Bool](repeating: false, count: documents.count)
    return parallelMap(count: documents.count, chunk: Self.chunk, threads: threads) {
      [reader] range in
      let judged = judge.judged(rows[range], hasLinks)
      let batch = judged.batch.finished(Array(judged.batch.documents.indices), phrases) {
        reader.texts(range.lowerBound + $0)
      }
      return zip(batch.documents, judged.rejections).map { (document: $0, rejection: $1) }
    }.flatMap(\.self)
  }
}
