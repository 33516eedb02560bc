import ArgumentParser
import Artifacts
import Cleaning
import Foundation
import StageSupport

@main
struct Clean: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Clean texts and count their words.",
    discussion: """
      EXAMPLE
        clean --flow facebook --min-tokens 3 --keep-language en
        clean - --recipe seed < documents.tsv | cut -f1,6

      Reads documents.tsv of the crawl and writes, for the documents that are
      worth it, the text that an encoder reads and the tokens that topics count.
      What was left out, and why, stands in rejects.tsv. Of equal or similar texts
      by one author the one with the smallest id stays. A document with links
      stays even if it has few tokens or resembles another one. Lines that an
      author repeats are removed; they stand in boilerplate.tsv. Links and
      interactions are chosen by the options below; what is left out of them stands
      in link-rejects.tsv and interaction-rejects.tsv.

      Text: control characters, markup and addresses removed. Tokens: lower-case
      words without stop words, cut to their stems. Languages: by script,
      function words, runs of letters, and CLD2 where those leave a doubt.
      """, version: version)

  @Argument(
    help: """
      '-' to clean a table of documents (columns id and text, perhaps author and title) from standard \
      input to standard output, each row by itself: without duplicates, with what --model learned.
      """)
  var rows: String?

  @Option(help: "The crawled documents. Default: crawl/documents.tsv of the flow.")
  var documents: String?

  @Option(help: "The crawled links. Default: crawl/links.tsv of the flow, if there is one.")
  var links: String?

  @Option(help: "The products to suggest. Default: catalogue.tsv of the flow, if there is one.")
  var catalogue: String?

  @Option(
    help: ArgumentHelp(
      "Keep only documents in this language; may be repeated. Default: all.", valueName: "code"))
  var keepLanguage: [Language] = []

  @Option(help: "Leave out documents with fewer tokens.")
  var minTokens = 2

  @OptionGroup(title: "Each text") var text: TextOptions

  @OptionGroup(title: "The whole corpus") var corpus: CorpusOptions

  @OptionGroup(title: "Links") var linkOptions: LinkOptions

  @OptionGroup(title: "Interactions") var interactionOptions: InteractionOptions

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard minTokens >= 0 else { throw ValidationError("--min-tokens must not be negative.") }
    guard rows == nil || rows == "-" else {
      throw ValidationError("'\(rows ?? "")' is none of the options; '-' cleans standard input.")
    }
  }

  func run() throws {
    if rows != nil { return try cleanRows() }
    var output = try StageOutput(self)
    let crawled = try CrawledDocuments(
      output.input(documents, "crawl/documents.tsv"), threads: common.threads)
    let wiki = try output.optionalInput(links, "crawl/links.tsv").map {
      try WikiLinks($0, documents: crawled.ids)
    }
    let linkFilter = try linkOptions.filter(&output)
    let products = try cataloguePath(&output).map { try Catalogue($0) }
    let cleaner = DocumentCleaner(text.options)
    var corpus = CorpusCleaner(
      cleaner: cleaner, filter: filter, steps: try steps(&output), threads: common.threads)

    let (kept, rows) = try cleanDocuments(crawled, wiki, &corpus, &output)
    let words = corpus.words.entries()
    try writeTable(
      output.file("words.tsv"), columns: Schema.words,
      words.lazy.map { [$0.token, $0.word, String($0.documents)] })
    try corpus.model.write(output)
    if let products {
      try writeTable(
        output.file("products.tsv"), columns: products.columns,
        products.cleaned(by: cleaner, corpus.model.phrases, linkFilter))
    }
    let selection = LinkSelection(documents: kept.count, linkFilter) { document in
      wiki?.targets(kept[document]) ?? []
    }
    try selection.write(ids: kept.map { crawled.ids[$0] }, &output)
    try interactionOptions.write(&output)
    output.quality["vocabulary"] = Double(words.count)
    output.quality["boilerplate_lines"] = Double(corpus.model.boilerplate.lines.count)
    output.quality["boilerplate_documents"] = Double(corpus.shortened)
    output.quality["phrases"] = Double(corpus.model.phrases.entries.count)
    try output.commit(
      rows: rows,
      "\(rows.input) documents → \(rows.output) clean ones, \(rows.rejected) left out, "
        + "\(rows.merged) duplicates, \(words.count) tokens")
  }

  /// The steps that need the whole corpus, with the model if one is given.
  private func steps(_ output: inout StageOutput) throws -> CorpusSteps {
    var steps = corpus.steps
    steps.model = try corpus.model.map { folder in
      try CorpusSteps.Model(folder) { _ = try output.input($0, "") }
    }
    return steps
  }

  /// Writes the documents that stay, and why others do not; returns the rows of those that stay.
  private func cleanDocuments(
    _ crawled: CrawledDocuments, _ wiki: WikiLinks?, _ corpus: inout CorpusCleaner,
    _ output: inout StageOutput
  ) throws -> (kept: [Int], rows: RunRecord.Rows) {
    var tables = try CleanTables(&output)
    var progress = ProgressLine("clean", total: crawled.ids.count, log: output.log)
    let hasLinks = crawled.ids.indices.map { wiki?.hasLinks($0) ?? false }
    try corpus.clean(
      ids: crawled.ids, hasLinks: hasLinks, size: crawled.size, read: crawled.document
    ) { results in
      CleanTables.Part(results, of: crawled)
    } receive: { part in
      try tables.append(part)
      progress.update(tables.rows)
    }
    progress.finish()
    output.quality = tables.quality
    let kept = tables.kept
    let rows = try tables.commit(input: crawled)
    try output.finished("documents.tsv")
    return (kept, rows)
  }

  private var filter: DocumentFilter {
    DocumentFilter(minimumTokens: minTokens, languages: Set(keepLanguage))
  }

  private func cleanRows() throws {
    var steps = corpus.steps
    steps.model = try corpus.model.map { try CorpusSteps.Model($0) }
    let cleaner = RowCleaner(
      cleaner: DocumentCleaner(text.options), filter: filter, steps: steps,
      threads: common.threads)
    try RowFilter(cleaner: cleaner, log: Log(stage: "clean", options: common)).run()
  }

  /// Where the catalogue is, if there is one.
  private func cataloguePath(_ output: inout StageOutput) throws -> String? {
    if let catalogue { return try output.input(catalogue, "") }
    guard let path = output.flowFolder.map({ "\($0)/catalogue.tsv" }),
      FileManager.default.fileExists(atPath: path)
    else { return nil }
    return try output.input(path, "")
  }
}

extension Language: ExpressibleByArgument {}
