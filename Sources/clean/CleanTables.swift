import Artifacts
import Cleaning
import StageSupport

/// The tables that are written while documents are cleaned.
struct CleanTables: ~Copyable {
  /// The number of documents so far.
  private(set) var rows = 0
  /// The rows of the documents that were written.
  var kept: [Int] { counts.kept }

  private var documents: TableWriter
  private var rejects: TableWriter
  private var counts = Counts()

  /// Creates the tables in the folder of `output`.
  init(_ output: inout StageOutput) throws {
    let documents = try TableWriter(path: output.file("documents.tsv"), columns: Schema.documents)
    let rejects = try TableWriter(path: output.file("rejects.tsv"), columns: Schema.rejects)
    self.documents = documents
    self.rejects = rejects
  }

  /// Writes documents, and why others are left out.
  mutating func append(_ part: Part) throws(FileError) {
    rows += part.documents.count + part.rejects.count
    counts.add(part.counts)
    try documents.append(part.documents)
    try rejects.append(part.rejects)
  }

  /// Measures of the documents so far: their tokens, how many there are in each language, and how many
  /// were left out for each reason.
  var quality: [String: Double] {
    var quality = ["tokens": Double(counts.tokens)]
    for (language, count) in counts.languages { quality["language_\(language)"] = Double(count) }
    for (reason, count) in counts.reasons { quality["left_out_\(reason)"] = Double(count) }
    return quality
  }

  /// Completes the tables, and returns what became of the documents.
  ///
  /// - Throws: `FileError` if nothing is left of `input`.
  consuming func commit(input: CrawledDocuments) throws(FileError) -> RunRecord.Rows {
    let result = RunRecord.Rows(
      input: rows, output: documents.count, rejected: rejects.count - counts.merged,
      merged: counts.merged)
    guard result.output > 0 else {
      throw FileError(
        .empty, input.path, "has no document that is worth keeping",
        remedy: "lower --min-tokens or name more languages with --keep-language")
    }
    try documents.commit()
    try rejects.commit()
    return result
  }
}

extension CleanTables {
  /// What is counted of documents beside their records.
  fileprivate struct Counts: Sendable {
    var kept: [Int] = []
    var merged = 0
    var tokens = 0
    var reasons: [String: Int] = [:]
    var languages: [String: Int] = [:]

    mutating func add(_ other: Counts) {
      kept += other.kept
      merged += other.merged
      tokens += other.tokens
      reasons.merge(other.reasons, uniquingKeysWith: +)
      languages.merge(other.languages, uniquingKeysWith: +)
    }
  }

  /// The records of some documents, made on any thread.
  struct Part: Sendable {
    fileprivate var documents = TableRecords(columns: Schema.documents.count)
    fileprivate var rejects = TableRecords(columns: Schema.rejects.count)
    fileprivate var counts = Counts()

    /// Makes the records of what became of documents.
    init(_ results: [CorpusCleaner.Result], of crawled: CrawledDocuments) {
      for result in results {
        let (id, document) = (crawled.ids[result.row], result.document)
        if let rejection = result.rejection {
          if rejection.isMerged { counts.merged += 1 }
          counts.reasons[rejection.reason.rawValue, default: 0] += 1
          rejects.append([id, rejection.reason.rawValue, rejection.detail])
        } else {
          counts.kept.append(result.row)
          counts.tokens += document.tokenCount
          counts.languages[document.language.rawValue, default: 0] += 1
          documents.append([
            id, crawled.author(result.row), document.title, document.language.rawValue,
            document.text, document.tokens,
          ])
        }
      }
    }
  }
}
