import ArgumentParser
import Artifacts
import Crawling
import Foundation
import StageSupport

struct Import: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read pages from files into tables.",
    discussion: """
      EXAMPLE
        crawl import --input saved-pages --input posts.tsv --output out/crawl

      Files are recognised by what is in them, not by their names: articles of Wikipedia as a browser \
      saves them, Facebook exports in HTML since 2024, tables of posts with columns page and message, \
      and stores of 'crawl fetch'. The result does not depend on the order of --input.

      Writes pages.tsv, documents.tsv, fields.tsv, links.tsv, rejects.tsv (what could not be used, and \
      why) and run.json. Exits with 4, and changes nothing, if nothing usable came in.
      """, version: version)

  @Option(
    help: """
      A file, or a folder to walk. Repeatable. Default: pages/ of the flow's folder, and store/ where \
      it exists.
      """)
  var input: [String] = []

  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let roots = try self.roots()
    var output = try StageOutput(self, stage: "crawl")
    let files = try inputFiles(roots)
    try output.addInputs(files.map(\.path), as: "pages")
    let imported = try read(files, log: output.log)
    let tables = CrawlTables(imported)
    try tables.requireDocuments(from: roots.joined(separator: ", "))
    try write(tables, to: output)
    let counts = "\(files.count) files → \(tables.documents.count) documents"
    let summary = "\(counts) (\(tables.rejects.count) rejected, \(tables.merged) merged)"
    try output.commit(
      rows: .init(
        input: tables.input, output: tables.documents.count, rejected: tables.rejects.count,
        merged: tables.merged), summary)
  }

  private func roots() throws -> [String] {
    if !input.isEmpty { return input }
    guard let flow = common.flow else {
      throw UsageError("crawl import: give --input PATH, or --flow NAME for its folder")
    }
    let pages = "\(common.data)/\(flow)/pages"
    let store = "\(common.data)/\(flow)/store"
    guard FetchIndex.isStore(store) else { return [pages] }
    return FileManager.default.fileExists(atPath: pages) ? [pages, store] : [store]
  }

  /// Reads the files in batches, so that a progress line can be drawn between them.
  private func read(_ files: [InputFile], log: Log) throws -> [ImportedFile] {
    var imported: [ImportedFile] = []
    var progress = ProgressLine("import", total: files.count, log: log)
    let batch = 16 * common.threads
    for start in stride(from: 0, to: files.count, by: batch) {
      let end = min(start + batch, files.count)
      imported += try importFiles(files[start..<end], threads: common.threads)
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
