import Artifacts
import Cleaning
import StageSupport

/// The tables that are written while documents are cleaned.
struct CleanTables: ~Copyable {
  /// The number of documents so far.
  private(set) var rows = 0

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
  mutating func append(
    _ results: [CorpusCleaner.Result], of crawled: CrawledDocuments, threads: Int
  ) throws(FileError) {
    rows += results.count
    for result in results {
      if let rejection = result.rejection {
        if rejection.isMerged { merged += 1 }
        reasons[rejection.reason.rawValue, default: 0] += 1
        try rejects.append([
          crawled.ids[result.row], rejection.reason.rawValue, rejection.detail,
        ])
      } else {
        tokens += result.document.tokenCount
        languages[result.document.language.rawValue, default: 0] += 1
      }
    }
    let kept = results.filter { $0.rejection == nil }
    try documents.append(kept, threads: threads) { result in
      let document = result.document
      return [
        crawled.ids[result.row], crawled.author(result.row), document.title,
        document.language.rawValue, document.text, document.tokens,
      ]
    }
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
