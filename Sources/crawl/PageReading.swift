import ArgumentParser
import Artifacts
import Crawling
import StageSupport

/// What `import` and `extract` share: pages in, tables out.
struct PageReading: ParsableArguments {
  @Option(
    help: """
      The number of processes that read pages, so that a page that breaks the parser breaks nothing \
      else; 0 reads them in this one. The result does not depend on it. Default: --threads.
      """)
  var workers: Int?

  @Flag(help: "Read every page anew, also those that have not changed since the last run.")
  var fromScratch = false

  func validate() throws {
    guard workers.map({ (0...256).contains($0) }) ?? true else {
      throw ValidationError("--workers must be from 0 to 256.")
    }
  }

  /// Reads the files at `roots` and writes the tables.
  func run(_ roots: [String], _ common: CommonOptions, _ output: consuming StageOutput) throws {
    let files = try inputFiles(roots)
    let known = fromScratch ? nil : output.previous(Self.cacheName)
    let cache = ExtractCache(path: known)
    let imported = try read(files, cache, common, log: output.log)
    output.addInputs(imported.map { ($0.file.path, $0.digest) }, as: "pages")
    let tables = CrawlTables(imported)
    try tables.requireDocuments(from: roots.joined(separator: ", "))
    try write(tables, to: output)
    try cache.write(imported, to: output.file(Self.cacheName))
    let counts = "\(files.count) files → \(tables.documents.count) documents"
    let summary = "\(counts) (\(tables.rejects.count) rejected, \(tables.merged) merged)"
    try output.commit(
      rows: .init(
        input: tables.input, output: tables.documents.count, rejected: tables.rejects.count,
        merged: tables.merged), summary)
  }

  /// What was taken out of each page, for the next run.
  private static let cacheName = "extracts.cache"

  /// Reads the files in batches, so that a progress line can be drawn between them.
  private func read(
    _ files: [InputFile], _ cache: ExtractCache, _ common: CommonOptions, log: Log
  ) throws -> [ImportedFile] {
    let count = workers ?? common.threads
    let pool = count > 0 ? WorkerPool() : nil
    let threads = count > 0 ? count : common.threads
    var imported: [ImportedFile] = []
    var progress = ProgressLine("pages", total: files.count, log: log)
    let batch = 16 * threads
    for start in stride(from: 0, to: files.count, by: batch) {
      let end = min(start + batch, files.count)
      imported += try importFiles(
        files[start..<end], threads: threads, workers: pool, cache: cache)
      progress.update(end)
    }
    progress.finish()
    return imported
  }

  private func write(_ tables: CrawlTables, to output: borrowing StageOutput) throws {
    try writeTable(output.file("pages.tsv"), columns: Schema.pages, tables.pages)
    try writeTable(
      output.file("documents.tsv"), columns: Schema.crawledDocuments,
      tables.documents.lazy.map(\.record))
    try writeTable(output.file("fields.tsv"), columns: Schema.fields, tables.fields)
    try writeTable(output.file("links.tsv"), columns: Schema.crawledLinks, tables.links)
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.crawlRejects, tables.rejects.map(\.record))
  }
}
