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
    guard let store = store ?? common.flow.map({ "\(common.data)/\($0)/store" }) else {
      throw UsageError("crawl extract: give --store FOLDER, or --flow NAME for its folder")
    }
    guard FetchIndex.isStore(store) else {
      throw FileError(
        .missing, store, "is no store", remedy: "fetch pages into it first: crawl fetch")
    }
    try reading.run([store], common, StageOutput(self, stage: "crawl"))
  }
}
