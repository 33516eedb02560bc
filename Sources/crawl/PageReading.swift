import ArgumentParser
import Artifacts
import Crawling
import LinearAlgebra
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
  ///
  /// - Parameters:
  ///   - roots: Files, folders and stores.
  ///   - options: What is taken of them.
  ///   - scope: Which files of Facebook exports may be opened.
  ///   - common: The options of every command.
  ///   - output: Where the tables go.
  /// - Throws: ``FileError`` if nothing usable comes in, or a file cannot be read or written.
  func run(
    _ roots: [String], _ options: InputOptions, _ scope: ExportScope, _ common: CommonOptions,
    _ output: consuming StageOutput
  ) throws {
    let found = try inputFiles(roots)
    var files: [InputFile] = []
    var others: [String] = []
    for file in found {
      if scope.admits(file.name) { files.append(file) } else { others.append(file.name) }
    }
    let leftOut = scope.rejects(for: others)
    let cache = ExtractCache(path: fromScratch ? nil : output.previous(Self.cacheName))
    let imported = try read(files, options, cache, common, log: output.log)
    output.addInputs(imported.map { ($0.file.path, $0.digest) }, as: "pages")
    let tables = CrawlTables(imported, leftOut: try leftOut + fetchRejects(roots))
    try tables.requireDocuments(from: roots.joined(separator: ", "))
    let (path, threads) = (try output.file(Self.cacheName), common.threads)
    let written = concurrently(threads: threads) {
      Result { () throws(FileError) in try cache.write(imported, to: path, threads: threads) }
    } _: {
      Result { try write(tables, to: output, threads: threads) }
    }
    try written.body.get()
    try written.aside.get()
    var counts = "\(files.count) files → \(tables.documents.count) documents"
    if !tables.interactions.isEmpty { counts += ", \(tables.interactions.count) interactions" }
    let summary = "\(counts) (\(tables.rejects.count) rejected, \(tables.merged) merged)"
    try output.commit(
      rows: .init(
        input: tables.input, output: tables.output, rejected: tables.rejects.count,
        merged: tables.merged), summary)
  }

  /// What was taken out of each page, for the next run.
  private static let cacheName = "extracts.cache"

  private func read(
    _ files: [InputFile], _ options: InputOptions, _ cache: ExtractCache,
    _ common: CommonOptions, log: Log
  ) throws -> [ImportedFile] {
    let count = workers ?? common.threads
    let reader = PageReader(workers: count > 0 ? WorkerPool() : nil, cache: cache)
    var progress = ProgressLine("files", total: files.count, log: log)
    let imported = try importFiles(
      files, options, reader, threads: count > 0 ? count : common.threads
    ) {
      progress.update($0)
    }
    progress.finish()
    return imported
  }

  private func write(
    _ tables: CrawlTables, to output: borrowing StageOutput, threads: Int
  ) throws {
    let documents = try output.file("documents.tsv")
    // Beside one another, so that while one table is flushed to the disk the next one is made.
    let written = concurrently(threads: threads) {
      Result { () throws(FileError) in
        try writeTable(
          documents, columns: Schema.crawledDocuments, of: tables.documents, threads: threads
        ) { document, append in append(document.record) }
      }
    } _: {
      Result { try writeParts(tables, to: output, threads: threads) }
    }
    try written.aside.get()
    try written.body.get()
  }

  /// Writes the tables beside that of the documents.
  private func writeParts(
    _ tables: CrawlTables, to output: borrowing StageOutput, threads: Int
  ) throws {
    try writeTable(output.file("pages.tsv"), columns: Schema.pages, tables.pages)
    try writeTable(
      output.file("fields.tsv"), columns: Schema.fields, of: tables.documents, threads: threads
    ) { document, append in
      for field in document.fields { append([document.id, field.name, field.value]) }
    }
    try writeTable(
      output.file("links.tsv"), columns: Schema.crawledLinks, of: tables.documents,
      threads: threads
    ) { document, append in
      for link in document.links {
        append([document.id, link.kind.rawValue, link.target, link.anchor])
      }
    }
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.crawlRejects, tables.rejects.map(\.record))
    // Only flows of clicks or baskets have such a table.
    guard !tables.interactions.isEmpty else { return }
    try writeTable(
      output.file("interactions.tsv"), columns: Schema.crawledInteractions,
      of: tables.interactions, threads: threads
    ) { interaction, append in append(interaction.record) }
  }
}
