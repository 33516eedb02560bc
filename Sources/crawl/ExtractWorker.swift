import ArgumentParser
import Crawling

/// What `import` and `extract` start for themselves; nobody types it.
struct ExtractWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract-worker", abstract: "Take pages apart that come on standard input.",
    shouldDisplay: false)

  @Option(help: .hidden)
  var processorSeconds = PageLimits.processorSeconds

  func run() throws {
    runExtractWorker(processorSeconds: processorSeconds)
  }
}
