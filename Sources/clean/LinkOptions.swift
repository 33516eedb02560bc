import ArgumentParser
import Artifacts
import Cleaning
import StageSupport

/// The options of which links are kept.
struct LinkOptions: ParsableArguments {
  @Option(help: "How targets are spelled, so that links to one page are the same.")
  var linkSpelling = LinkSpelling.title

  @Option(help: "What --min-link-count counts of a target.")
  var linkCounting = LinkFilter.Counting.documents

  @Option(help: "Leave out links to targets that are counted less often.")
  var minLinkCount = 1

  @Option(help: "Leave out links to targets that more than this share of the documents link to.")
  var maxLinkShare = 1.0

  @Option(
    help: """
      A file of targets to leave out, one a line; a line that begins with # is a comment. Default: \
      bindings of books, identifiers, projects of the wiki.
      """)
  var dropLinks: String?

  @Option(help: "A table of other names of targets, with columns alias and target.")
  var linkAliases: String?

  @Flag(help: "Keep a link as often as it stands in the document.")
  var linkRepeats = false

  func validate() throws {
    guard minLinkCount >= 1, (0...1).contains(maxLinkShare) else {
      throw ValidationError("--min-link-count must be at least 1, --max-link-share from 0 to 1.")
    }
  }

  /// The filter, with what the files say.
  ///
  /// - Throws: `FileError` if a file is missing or malformed.
  func filter(_ output: inout StageOutput) throws -> LinkFilter {
    var filter = LinkFilter()
    (filter.spelling, filter.counting) = (linkSpelling, linkCounting)
    (filter.minimumCount, filter.maximumShare) = (minLinkCount, maxLinkShare)
    filter.keepsRepeats = linkRepeats
    if let dropLinks {
      filter.dropped = Set(try lineList(output.input(dropLinks, "")).map { $0.lowercased() })
    }
    if let linkAliases {
      let table = try Table(contentsOf: output.input(linkAliases, ""))
      let names = try table.keys("alias").map { linkSpelling($0) }
      let targets = try table.column("target").map { linkSpelling($0) }
      filter.aliases = Dictionary(zip(names, targets)) { first, _ in first }
    }
    return filter
  }
}

extension LinkSelection {
  /// Writes the links of the documents with `ids`, and what is left out.
  ///
  /// - Throws: `FileError` if the disk is full or fails.
  func write(ids: [String], _ output: inout StageOutput) throws {
    var links = try TableWriter(path: output.file("links.tsv"), columns: Schema.links)
    for (document, id) in ids.enumerated() {
      for target in targets(document) { try links.append([id, target]) }
    }
    output.quality["links"] = Double(links.count)
    output.quality["link_targets"] = Double(targetCount)
    output.quality["link_targets_left_out"] = Double(rejects.count)
    try links.commit()
    try writeTable(
      output.file("link-rejects.tsv"), columns: Schema.linkRejects,
      rejects.lazy.map { [$0.target, $0.reason.rawValue, String($0.count)] })
  }
}

extension LinkFilter.Counting: ExpressibleByArgument {}
extension LinkSpelling: ExpressibleByArgument {}
