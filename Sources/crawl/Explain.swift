import ArgumentParser
import Artifacts
import Crawling
import StageSupport

struct Explain: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what 'crawl fetch' would do with an address, and why.",
    discussion: """
      EXAMPLE
        crawl explain https://en.wikipedia.org/w/index.php --contact me@example.org

      Prints a table of two columns: the address in its one form, the group of sites that shares its \
      pace, the IP addresses of its host, the rule of robots.txt that decides with its line, the interval \
      between requests, and the verdict. The page itself is not asked for, only the site's robots.txt, \
      unless --robots gives a file to judge by.
      """, version: version)

  @Argument(help: "The address.")
  var url: String

  @Option(help: "A robots.txt to judge by, instead of the site's own.")
  var robots: String?

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
    let explanation = try Explanation(of: url, robots: answer, options)
    try writeTable("-", columns: ["question", "answer"], explanation.rows)
  }
}
