import ArgumentParser
import Artifacts
import Crawling
import StageSupport

struct Status: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Count what a store holds.",
    discussion: """
      EXAMPLE
        crawl status --flow wikipedia
        crawl status --store data/wikipedia/store | awk '$1 == "pending" { print $2 }'

      Prints a table of two columns, measure and value: addresses known, pages held, pages gone, addresses done, \
      pending, due now and rejected (and each code of a reject), groups of sites that asked to be left \
      alone and until when, answers and answers without news, WARC files and their bytes. May be called \
      while a fetch is running, and never touches the network.
      """, version: version)

  @Option(help: "The folder of the store. Default: store/ in the flow's folder.")
  var store: String?

  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let status = try StoreStatus(store: storePath(store, common, command: "status"))
    try writeTable(
      "-", columns: Schema.quality, status.measures.map { [$0.name, $0.value] })
  }
}

/// The folder of the store: what the option gave, or the flow's.
///
/// - Throws: ``UsageError`` if neither was given.
func storePath(_ given: String?, _ common: CommonOptions, command: String) throws -> String {
  guard let path = given ?? common.flow.map({ "\(common.data)/\($0)/store" }) else {
    throw UsageError("crawl \(command): give --store FOLDER, or --flow NAME for its folder")
  }
  return path
}
