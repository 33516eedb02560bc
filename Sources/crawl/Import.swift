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
        crawl import --input saved-pages --input export.zip --output out/crawl

      Files are recognised by what is in them, not by their names: articles of Wikipedia as a browser \
      saves them or as MediaWiki's interfaces answer, MediaWiki's XML dumps, snapshots of Wikimedia \
      Enterprise (NDJSON); Facebook exports since 2018 in HTML or JSON, pages of Facebook that were \
      saved while logged in or out; MHTML; WARC files; tables of posts with columns page and message, \
      tables of items with columns item and title, tables of interactions with columns user and item (or \
      basket and items); and stores of 'crawl fetch'. Any of them may lie in a zip or tar, or be compressed with gzip, bzip2, xz or Zstandard. \
      The result does not depend on the order of --input.

      Of Facebook exports only posts are read. Files with private messages and comments are not even \
      opened unless --include asks for them; they are known by their names.

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

  @Option(
    help: "What to read of Facebook exports beside posts: comments, or messages. Repeatable.")
  var include: [ExportMember] = []

  @Option(
    help: """
      Of a dump, take only articles with this template, such as 'Infobox book'. Repeatable. Default: \
      all articles.
      """)
  var template: [String] = []

  @Flag(
    help: """
      Read dumps as the reader of 2018 did, mistakes included, to compare counts: links with repeats \
      and in their own spelling, any namespace. The template is then 'Infobox book' unless --template \
      says otherwise.
      """)
  var seedCompatible = false

  @OptionGroup var reading: PageReading
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let scope = ExportScope(including: Set(include))
    var options = InputOptions()
    options.templates = seedCompatible && template.isEmpty ? ["Infobox book"] : template
    options.isSeedCompatible = seedCompatible
    options.leavesOut = { isMedia($0) || !scope.admits($0) }
    try reading.run(roots(), options, scope, common, StageOutput(self, stage: "crawl"))
  }

  private func roots() throws -> [String] {
    if !input.isEmpty { return input }
    guard let flow = common.flow else {
      throw UsageError("crawl import: give --input PATH, or --flow NAME for its folder")
    }
    let pages = "\(common.data)/\(flow)/pages"
    let store = "\(common.data)/\(flow)/store"
    guard StoredPages.isStore(store) else { return [pages] }
    return FileManager.default.fileExists(atPath: pages) ? [pages, store] : [store]
  }
}

extension ExportMember: ExpressibleByArgument {
  /// What can be asked for: posts always are read, and the rest is nobody's text.
  public static var allValueStrings: [String] { [comments.rawValue, messages.rawValue] }

  /// Reads the value of --include.
  public init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    self.init(rawValue: argument)
  }
}
