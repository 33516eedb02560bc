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

      Politeness: one request at a time for each group of sites (example.org with all its hosts; all of \
      Wikimedia), --interval seconds apart (at least 0.5; Wikimedia 0.35), more if robots.txt asks for \
      a delay or the server is slow; a server that says Retry-After is left alone for that time, up to \
      a day. What robots.txt disallows is not fetched; where it cannot be had, nothing is. Private \
      addresses are refused. Certificates are always checked.

      Links are not followed, but with --follow: then the links of the pages that --url and --urls name \
      are fetched next, level by level up to --depth, in the order of the pages, on the same host, by \
      the same rules and within the same budget. A run that was stopped goes on where it was.

      Wikimedia (Wikipedia and its sisters) asks that the user agent names you: give --contact. \
      Meta (Facebook, Instagram, Threads) allows no crawler, and is refused: export your posts there \
      and use 'crawl import'.

      Pages in the store are not fetched again; with --refresh they are, if they changed. A run that \
      was stopped, or whose budget is spent, is continued by the same command. An answer may have \
      16 MiB, 60 seconds, 5 redirects; an address gets 5 attempts.

      Exit codes: 0 done (some addresses may have failed, see the store's rejects) · 2 usage · \
      4 nothing could be fetched · 75 work is left: the budget is spent, or a server asks to wait.
      """, version: version)

  @OptionGroup(title: "Seeds") var seeds: Seeds

  @Option(help: "Your e-mail address or web page, which servers see. Wikimedia requires it.")
  var contact: String?

  @Option(help: "The folder to keep the pages in. Default: store/ in the flow's folder.")
  var store: String?

  @Option(help: "The seconds from one request to the next at a group of sites, at least 0.35.")
  var interval = 1.0

  @Flag(help: "Ask again for pages that are in the store, on condition that they changed.")
  var refresh = false

  @OptionGroup(title: "Links") var following: FollowOptions

  @OptionGroup(title: "Budget") var budget: BudgetOptions

  @OptionGroup(title: "Exceptions") var exceptions: ExceptionOptions

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard isContact(contact) else {
      throw ValidationError("--contact must be an e-mail address or the address of a page.")
    }
    guard interval >= 0.35, interval <= 3600 else {
      throw ValidationError("--interval must be 0.35 to 3600 seconds.")
    }
  }

  func run() throws {
    let store = try storePath(store, common, command: "fetch")
    let addresses = try seeds.addresses()
    try seeds.requireContact(contact, addresses)
    let log = Log(stage: "crawl", options: common)
    if contact == nil { log.warning("servers see no contact; give --contact") }
    let options = options()
    var storage = StoreOptions(software: "kindred/\(version)", userAgent: options.userAgent)
    storage.threads = common.threads
    var walk = following.walk(from: addresses, threads: common.threads)
    storage.onArrival = walk?.finder.read
    let journal = try CrawlStore(path: store, storage)
    if journal.rebuilt > 0 {
      log.warning("the frontier was lost, and is made anew from \(journal.rebuilt) WARC files")
    }
    let requests = try FetchLog(path: journal.logPath)
    var fetcher = Fetcher(journal, options)
    let due = try fetcher.add(addresses).due
    try fetcher.add(sitemaps: seeds.sitemap)
    var run = FetchRun(log: log, total: due)
    var isLast = false
    while true {
      while let event = try fetcher.next() {
        try requests.add(event)
        run.show(event)
      }
      guard !isLast, let level = try walk?.next(store: store) else { break }
      // When the budget is spent, one more turn notes that there is work left.
      isLast = fetcher.isSpent
      _ = try fetcher.add(level)
    }
    run.finish()
    let deferral = fetcher.takeDeferral()
    try requests.finish(run.summary, deferral: deferral)
    try fetcher.finish().close()
    try run.summary.requirePages(
      in: store, kept: max(0, Set(addresses).count - due), deferral: deferral)
    log.info("\(run.summary) (\(store))")
  }

  private func options() -> FetchOptions {
    var options = FetchOptions(version: version, contact: contact)
    options.interval = interval
    options.refresh = refresh
    options.seed = common.seed
    options.budget = budget.budget
    exceptions.apply(to: &options)
    return options
  }
}

/// Whether a contact, if one is given, is an e-mail address or a web page that fits into a header.
func isContact(_ contact: String?) -> Bool {
  guard let contact else { return true }
  return (contact.contains("@") || contact.contains("://"))
    && contact.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x28 && $0 != 0x29 }
}
