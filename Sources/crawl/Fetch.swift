import ArgumentParser
import Artifacts
import Crawling
import Foundation
import StageSupport

struct Fetch: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Fetch pages into a store, politely.",
    discussion: """
      EXAMPLE
        crawl fetch --contact me@example.org --store data/wikipedia/store \\
          --url https://en.wikipedia.org/wiki/War_and_Peace

      One request at a time and host, --interval seconds apart, more if robots.txt asks for a delay. \
      What robots.txt disallows is not fetched; a host whose robots.txt cannot be read is not asked at \
      all. Private addresses are refused. Links are not followed.

      Pages in the store are not fetched again; with --refresh they are, if they changed. A run that \
      was killed is continued by the same command. What could not be fetched is in rejects.tsv of the \
      store; the exit code is then 0 all the same, or 4 if there is no page at all.
      """, version: version)

  @Option(help: "The address of a page. Repeatable.")
  var url: [String] = []

  @Option(help: "A file with an address a line; lines that begin with # are left out.")
  var urls: String?

  @Option(help: "Your e-mail address or web page, which servers see. There is no default.")
  var contact: String

  @Option(help: "The folder to keep the pages in. Default: store/ in the flow's folder.")
  var store: String?

  @Option(help: "The seconds from one request to the next at a host.")
  var interval = 1.0

  @Flag(help: "Ask again for pages that are in the store, on condition that they changed.")
  var refresh = false

  @Option(
    help: "A host, as HOST:PORT, that may have a private address or another port. Repeatable.")
  var allowHost: [String] = []

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard contact.contains("@") || contact.contains("://"),
      contact.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x28 && $0 != 0x29 })
    else { throw ValidationError("--contact must be an e-mail address or the address of a page.") }
    guard interval > 0, interval <= 3600 else {
      throw ValidationError("--interval must be above 0 and at most 3600 seconds.")
    }
    guard !url.isEmpty || urls != nil else { throw ValidationError("Give --url or --urls.") }
  }

  func run() throws {
    guard let store = store ?? common.flow.map({ "\(common.data)/\($0)/store" }) else {
      throw UsageError("crawl fetch: give --store FOLDER, or --flow NAME for its folder")
    }
    var options = FetchOptions(version: version, contact: contact)
    options.interval = interval
    options.refresh = refresh
    options.allowedHosts = Set(allowHost.map { $0.lowercased() })
    let addresses = try addresses()
    let log = Log(stage: "crawl", options: common)
    var fetcher = try Fetcher(addresses, store: store, options)
    var summary = FetchSummary()
    var progress = ProgressLine("fetch", total: addresses.count, log: log)
    while let outcome = try fetcher.next() {
      summary.add(outcome)
      progress.update(summary.count)
    }
    progress.finish()
    try fetcher.finish()
    try summary.requirePages(in: store)
    log.info("\(summary) (\(store))")
  }

  private func addresses() throws -> [String] {
    guard let urls else { return url }
    let file = try MappedFile(urls)
    guard let text = try? UTF8Span(validating: file.bytes) else {
      throw FileError(.malformed, urls, "is not valid UTF-8", remedy: "convert it with iconv")
    }
    let lines = String(copying: text).split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return url + lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }
}
