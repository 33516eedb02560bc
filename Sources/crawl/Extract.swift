import ArgumentParser
import Artifacts
import Crawling
import StageSupport

struct Extract: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Read the pages of a store into tables.",
    discussion: """
      EXAMPLE
        crawl extract --flow wikipedia

      Does what 'crawl import' does with the pages that 'crawl fetch' has kept, and with nothing else. \
      It never touches the network. Pages that have not changed since the last run are not read again.
      """, version: version)

  @Option(help: "The store of 'crawl fetch'. Default: store/ in the flow's folder.")
  var store: String?

  @OptionGroup var reading: PageReading
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let store = try storePath(store, common, command: "extract")
    guard StoredPages.isStore(store) else {
      throw FileError(
        .missing, store, "is no store", remedy: "fetch pages into it first: crawl fetch")
    }
    try reading.run(
      [store], InputOptions(), ExportScope(), common, StageOutput(self, stage: "crawl"))
  }
}
