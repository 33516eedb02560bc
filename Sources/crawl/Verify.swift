import ArgumentParser
import Artifacts
import Crawling
import StageSupport

struct Verify: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that the parts of a store agree.",
    discussion: """
      EXAMPLE
        crawl verify --flow wikipedia --deep

      Checks the database, the lengths of the WARC files and their indexes. With --deep every record is \
      read: its compression, its digests, and its place in the database. What a killed fetch left undone \
      is first completed, as the next fetch would; a database that is lost is made anew from the WARC \
      files. Prints a table of the columns file, problem \
      and remedy, empty if all is well; the exit code is then 0, and 65 otherwise. Never touches the \
      network.
      """, version: version)

  @Option(help: "The folder of the store. Default: store/ in the flow's folder.")
  var store: String?

  @Flag(help: "Read every record of the WARC files, too.")
  var deep = false

  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let store = try storePath(store, common, command: "verify")
    let found = try StoreVerification(store: store, deep: deep)
    let log = Log(stage: "crawl", options: common)
    if found.rebuilt > 0 {
      log.warning("the frontier was lost, and is made anew from \(found.rebuilt) WARC files")
    }
    try writeTable(
      "-", columns: ["file", "problem", "remedy"],
      found.problems.map { [$0.file, $0.problem, $0.remedy] })
    if let first = found.problems.first {
      throw FileError(
        .malformed, first.file, "\(first.problem) (the first of \(found.problems.count) problems)",
        remedy: first.remedy)
    }
    log.info(
      "\(found.records) answers in \(found.files) WARC files agree with the frontier (\(store))")
  }
}
