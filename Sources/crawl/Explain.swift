import ArgumentParser
import Artifacts
import Crawling
import Foundation
import StageSupport

struct Explain: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what 'crawl fetch' would do with an address, and why.",
    discussion: """
      EXAMPLE
        crawl explain https://en.wikipedia.org/w/index.php --contact me@example.org
        crawl explain https://en.wikipedia.org/wiki/Emma --flow wikipedia

      Prints a table of two columns: the address in its one form, the group of sites that shares its \
      pace, the IP addresses of its host, the rule of robots.txt that decides with its line, the interval \
      between requests, and the verdict. The page itself is not asked for, only the site's robots.txt, \
      unless --robots gives a file to judge by, or the store has one that still holds.

      With --store or --flow, what the store knows follows: the state of the address (pending, done, \
      rejected), its failure, its attempts and when it is due again, its last answer, and where in which \
      WARC file the page is kept.
      """, version: version)

  @Argument(help: "The address.")
  var url: String

  @Option(help: "A robots.txt to judge by, instead of the site's own.")
  var robots: String?

  @Option(
    help: "The store of 'crawl fetch'. Default: store/ in the flow's folder, if there is one.")
  var store: String?

  @Option(help: "Your e-mail address or web page, which servers see. Wikimedia requires it.")
  var contact: String?

  @Option(help: "The seconds from one request to the next at a group of sites.")
  var interval = 1.0

  @OptionGroup(title: "Exceptions") var exceptions: ExceptionOptions

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard isContact(contact) else {
      throw ValidationError("--contact must be an e-mail address or the address of a page.")
    }
  }

  func run() throws {
    var options = FetchOptions(version: version, contact: contact)
    options.interval = interval
    exceptions.apply(to: &options)
    let file = try robots.map { try MappedFile($0) }
    let answer = file.map { file in
      unsafe (status: 200, body: file.bytes.withUnsafeBytes { unsafe Array($0) })
    }
    let explanation = try Explanation(of: url, robots: answer, stored: stored(), options)
    try writeTable("-", columns: ["question", "answer"], explanation.rows)
  }

  /// What the store knows of the address. Before the first fetch a flow has no store.
  private func stored() throws -> StoredAddress? {
    guard let address = WebAddress(url), store != nil || common.flow != nil else { return nil }
    let path = try storePath(store, common, command: "explain")
    guard store != nil || StoredPages.isStore(path) else { return nil }
    return try StoredAddress(address, store: path, now: Int(Date().timeIntervalSince1970))
  }
}
