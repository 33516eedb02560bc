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
      saves them or as MediaWiki's interfaces answer, Facebook exports in HTML since 2024, tables of \
      posts with columns page and message, and stores of 'crawl fetch'. The result does not depend on \
      the order of --input.

      Writes pages.tsv, documents.tsv, fields.tsv, links.tsv, rejects.tsv (what could not be used, and \
      why) and run.json; extracts.cache spares the next run the pages that have not changed. Exits \
      with 4, and changes nothing, if nothing usable came in.
      """, version: version)

  @Option(
    help: """
      A file, or a folder to walk. Repeatable. Default: pages/ of the flow's folder, and store/ where \
      it exists.
      """)
  var input: [String] = []

  @OptionGroup var reading: PageReading
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let roots = try self.roots()
    try reading.run(roots, common, StageOutput(self, stage: "crawl"))
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
}

extension ExportMember: ExpressibleByArgument {
  /// What can be asked for: posts always are read.
  public static var allValueStrings: [String] { [comments.rawValue, messages.rawValue] }
}
