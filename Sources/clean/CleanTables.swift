import Artifacts
import Cleaning
import StageSupport

/// The tables that are written while documents are cleaned.
struct CleanTables: ~Copyable {
  /// The number of documents so far.
  private(set) var rows = 0
  /// The rows of the documents that were written.
  private(set) var kept: [Int] = []

  private var documents: TableWriter
  private var rejects: TableWriter
  private var merged = 0
  private var tokens = 0
  private var reasons: [String: Int] = [:]
  private var languages: [String: Int] = [:]

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
    kept += part.kept
    merged += part.merged
    tokens += part.tokens
    reasons.merge(part.reasons, uniquingKeysWith: +)
    languages.merge(part.languages, uniquingKeysWith: +)
    try documents.append(part.documents)
    try rejects.append(part.rejects)
  }

  /// Measures of the documents so far: their tokens, how many there are in each language, and how many
  /// were left out for each reason.
  var quality: [String: Double] {
    var quality = ["tokens": Double(tokens)]
    for (language, count) in languages { quality["language_\(language)"] = Double(count) }
    for (reason, count) in reasons { quality["left_out_\(reason)"] = Double(count) }
    return quality
  }

  /// Completes the tables, and returns what became of the documents.
  ///
  /// - Throws: `FileError` if nothing is left of `input`.
  consuming func commit(input: CrawledDocuments) throws(FileError) -> RunRecord.Rows {
    let counts = RunRecord.Rows(
      input: rows, output: documents.count, rejected: rejects.count - merged, merged: merged)
    guard counts.output > 0 else {
      throw FileError(
        .empty, input.path, "has no document that is worth keeping",
        remedy: "lower --min-tokens or name more languages with --keep-language")
    }
    try documents.commit()
    try rejects.commit()
    return counts
  }
}

extension CleanTables {
  /// The records of some documents, made on any thread.
  struct Part: Sendable {
    fileprivate var documents = TableRecords(columns: Schema.documents.count)
    fileprivate var rejects = TableRecords(columns: Schema.rejects.count)
    fileprivate var kept: [Int] = []
    fileprivate var merged = 0
    fileprivate var tokens = 0
    fileprivate var reasons: [String: Int] = [:]
    fileprivate var languages: [String: Int] = [:]

    /// Makes the records of what became of documents.
    init(_ results: [CorpusCleaner.Result], of crawled: CrawledDocuments) {
      for result in results {
        let (id, document) = (crawled.ids[result.row], result.document)
        if let rejection = result.rejection {
          if rejection.isMerged { merged += 1 }
          reasons[rejection.reason.rawValue, default: 0] += 1
          rejects.append([id, rejection.reason.rawValue, rejection.detail])
        } else {
          kept.append(result.row)
          tokens += document.tokenCount
          languages[document.language.rawValue, default: 0] += 1
          documents.append([
            id, crawled.author(result.row), document.title, document.language.rawValue,
            document.text, document.tokens,
          ])
        }
      }
    }
  }
}
