import ArgumentParser
import Crawling

/// What `import` and `extract` start for themselves; nobody types it.
struct ExtractWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract-worker", abstract: "Take pages apart that come on standard input.",
    shouldDisplay: false)

  func run() throws {
    runExtractWorker()
  }
}
