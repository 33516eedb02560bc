import LinearAlgebra

/// Cleans all documents of a corpus, many at a time, and decides which ones stay.
///
///     var cleaner = CorpusCleaner(cleaner: DocumentCleaner(), filter: DocumentFilter(), threads: 2)
///     cleaner.clean(ids: ids, hasLinks: hasLinks) { row in … } receive: { row, document, rejection in … }
///     let words = cleaner.words.entries()
///
/// Documents are taken in bytewise order of their ids, whatever their order in the input. Of several
/// documents of one author with the same title and text, the first one in that order stays. Memory
/// grows with the distinct words and the number of documents, not with their texts.
public struct CorpusCleaner: Sendable {
  /// The tokens of the documents that stayed.
  public private(set) var words = WordCounts()

  private let cleaner: DocumentCleaner
  private let filter: DocumentFilter
  private let threads: Int
  /// The document that stays for each fingerprint.
  private var originals: [Fingerprint: Int] = [:]

  /// Documents that one thread cleans at a time: enough that most words were seen before.
  private static let chunk = 8192
  /// Chunks that are in memory at the same time.
  private static let chunksAtOnce = 8

  /// Creates a cleaner of a corpus.
  public init(cleaner: DocumentCleaner, filter: DocumentFilter, threads: Int) {
    self.cleaner = cleaner
    self.filter = filter
    self.threads = threads
  }

  /// Cleans the documents.
  ///
  /// - Parameters:
  ///   - ids: The id of each document, all different.
  ///   - hasLinks: Whether each document links to something.
  ///   - read: Gives the document at a row; called on any thread.
  ///   - receive: Takes each row with its document and, if it is left out, the reason: in bytewise
  ///     order of the ids, on the calling thread.
  /// - Complexity: O(*n*) in the bytes of the documents, and sorting the ids.
  public mutating func clean(
    ids: [String], hasLinks: [Bool], read: @Sendable (Int) -> SourceDocument,
    receive: (Int, CleanedDocument, Rejection?) throws -> Void
  ) rethrows {
    precondition(ids.count == hasLinks.count, "\(ids.count) ids, \(hasLinks.count) documents")
    let order = ids.indices.sorted { ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8) }
    let cleaner = cleaner
    let block = Self.chunk * Self.chunksAtOnce
    for start in stride(from: 0, to: order.count, by: block) {
      let rows = order[start..<min(start + block, order.count)]
      let batches = parallelMap(count: rows.count, chunk: Self.chunk, threads: threads) { range in
        let rows = rows[(start + range.lowerBound)..<(start + range.upperBound)]
        return cleaner.clean(rows.lazy.map(read))
      }
      var next = start
      for batch in batches {
        let rows = order[next..<(next + batch.documents.count)]
        try judge(batch, Array(rows), ids, hasLinks, receive)
        next += rows.count
      }
    }
  }

  /// Decides which documents of a batch stay, hands all on and counts the words of those.
  private mutating func judge(
    _ batch: CleanedBatch, _ rows: [Int], _ ids: [String], _ hasLinks: [Bool],
    _ receive: (Int, CleanedDocument, Rejection?) throws -> Void
  ) rethrows {
    var kept = [Int]()
    for (index, row) in rows.enumerated() {
      let document = batch.documents[index]
      let rejection =
        filter.rejection(of: document, hasLinks: hasLinks[row])
        ?? duplicate(document, row).map { Rejection(reason: .duplicate, detail: ids[$0]) }
      if rejection == nil { kept.append(index) }
      try receive(row, document, rejection)
    }
    words.add(batch, kept)
  }

  /// The earlier row with the same document, or nil if this is the first.
  private mutating func duplicate(_ document: CleanedDocument, _ row: Int) -> Int? {
    if let original = originals[document.fingerprint] { return original }
    originals[document.fingerprint] = row
    return nil
  }
}
