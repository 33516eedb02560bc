import ArgumentParser
import Artifacts
import Crawling
import Foundation
import StageSupport

/// Where the addresses come from.
struct Seeds: ParsableArguments {
  @Option(help: "The address of a page. Repeatable.")
  var url: [String] = []

  @Option(help: "A file with an address a line; lines that begin with # are left out.")
  var urls: String?

  @Option(help: "The address of a sitemap, or of an index of sitemaps, .gz too. Repeatable.")
  var sitemap: [String] = []

  /// The addresses of --url and --urls.
  func addresses() throws -> [String] {
    try url + (urls.map(lineList) ?? [])
  }

  /// Refuses seeds of Wikimedia without a contact, before anything is asked for.
  func requireContact(_ contact: String?, _ addresses: [String]) throws {
    guard contact == nil else { return }
    for text in addresses + sitemap where WebAddress(text)?.isWikimedia == true {
      throw UsageError(
        "crawl fetch: \(text) is a site of Wikimedia, which asks who operates a crawler; "
          + "give --contact with your e-mail address or web page")
    }
  }
}

/// Where pages lead.
struct FollowOptions: ParsableArguments {
  @Option(
    help: """
      The links of fetched pages to follow: wikilinks, from an article of Wikipedia to those that its \
      text links to; or links, all those to the same host. Default: none.
      """)
  var follow: FollowedLinks?

  @Option(help: "How many links away from --url and --urls to go, with --follow. Default: 1.")
  var depth: Int?

  func validate() throws {
    guard (1...1_000_000).contains(depth ?? 1) else {
      throw ValidationError("--depth must be at least 1.")
    }
    guard follow != nil || depth == nil else {
      throw ValidationError("--depth needs --follow wikilinks or --follow links.")
    }
  }

  /// The walk from some addresses; nil if no links are followed.
  func walk(from addresses: [String], threads: Int) -> LinkWalk? {
    follow.map { LinkWalk($0, depth: depth ?? 1, from: addresses, threads: threads) }
  }
}

extension FollowedLinks: ExpressibleByArgument {}

/// What a run may take.
struct BudgetOptions: ParsableArguments {
  @Option(help: "The pages that a run may fetch.")
  var maxPages = FetchBudget().pages

  @Option(help: "The GiB that a run may fetch.")
  var maxGigabytes = 20.0

  @Option(help: "The hours that a run may last.")
  var maxHours = 6.0

  func validate() throws {
    guard maxPages > 0, maxGigabytes > 0, maxGigabytes < 1e6, maxHours > 0, maxHours < 1e6 else {
      throw ValidationError("--max-pages, --max-gigabytes and --max-hours must be above 0.")
    }
  }

  var budget: FetchBudget {
    var budget = FetchBudget()
    budget.pages = maxPages
    budget.bytes = Int(maxGigabytes * Double(1 << 30))
    budget.seconds = maxHours * 3600
    return budget
  }
}

/// What is allowed beyond the rules.
struct ExceptionOptions: ParsableArguments {
  /// What a robots.txt that is itself forbidden means.
  enum Forbidden: String, ExpressibleByArgument, CaseIterable {
    case allow
    case disallow
  }

  @Option(
    help: "A host, as HOST:PORT, that may have a private address or another port. Repeatable.")
  var allowHost: [String] = []

  @Option(help: "What 401 or 403 for robots.txt means.")
  var forbiddenRobots = Forbidden.disallow

  @Option(help: "The interval at hosts of this machine; with 0, sixteen requests at once.")
  var loopbackInterval: Double?

  func validate() throws {
    guard (0...3600).contains(loopbackInterval ?? 0) else {
      throw ValidationError("--loopback-interval must be 0 to 3600 seconds.")
    }
  }

  func apply(to options: inout FetchOptions) {
    options.allowedHosts = Set(allowHost.map { $0.lowercased() })
    options.isForbiddenRobotsOpen = forbiddenRobots == .allow
    options.loopbackInterval = loopbackInterval
  }
}
