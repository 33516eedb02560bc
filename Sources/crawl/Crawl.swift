import ArgumentParser
import StageSupport

@main
struct Crawl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crawl", abstract: "Bring pages in: fetch them, or import saved ones.",
    discussion: """
      EXAMPLE
        crawl fetch --flow wikipedia --contact me@example.org --url https://en.wikipedia.org/wiki/Emma
        crawl import --flow wikipedia

      'fetch' asks web servers for pages and keeps them in a store: one request a second and host, \
      robots.txt obeyed, closed hosts left alone. 'import' reads pages from files, or from a store, \
      and writes the tables that 'clean' reads; it never touches the network.

      Wikipedia: the contact in the user agent must be yours. Facebook allows no crawler: export your \
      posts there (Download your information, HTML, English) and import the files.
      """, version: version,
    subcommands: [
      Import.self, Fetch.self, Extract.self, Explain.self, Status.self, Verify.self,
      ExtractWorker.self,
    ])

  static func main() {
    runStage(Self.self)
  }
}
