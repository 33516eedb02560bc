import ArgumentParser
import Artifacts
import ModelHub
import StageSupport

extension Models {
  /// `embed models fetch`: brings models into the cache.
  struct Fetch: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fetch", abstract: "Fetch models from the hub, or bring them up to date.",
      discussion: """
        EXAMPLE
          embed models fetch e5-small-v2
          embed models fetch BAAI/bge-small-en-v1.5 --revision main

        Prints the folder of each model. A fetch that was stopped goes on where it was; files that are \
        there are verified and not fetched again. What is in the folder, and the commit that it is of, \
        stands in its kindred-model.tsv.
        """)

    @Argument(help: "Names that `embed models` lists, or OWNER/REPOSITORY of the hub.")
    var names: [String]

    @Option(help: "The branch, tag or commit to fetch.")
    var revision = "main"

    @OptionGroup var options: ModelOptions

    func validate() throws {
      guard !revision.isEmpty else { throw ValidationError("--revision must not be empty.") }
    }

    func run() throws {
      let models = try names.map { try ModelName($0) }
      let cache = try ModelCache.standard()
      let hub = try Models.hub()
      for model in models {
        let fetch = ModelFetch(model, revision: revision, from: hub, to: cache)
        print(try run(fetch, model).folder)
      }
    }

    private func run(_ fetch: ModelFetch, _ model: ModelName) throws -> FetchedModel {
      let started = ContinuousClock.now
      var line: ProgressLine?
      defer { line?.finish() }
      let fetched = try fetch.run { progress in
        if line == nil {
          line = ProgressLine(
            model.description, total: progress.total, unit: .bytes, log: options.log)
        }
        line?.update(progress.done)
      }
      line?.finish()
      options.log.info(summary(fetched, model, started.duration(to: .now) / .seconds(1)))
      return fetched
    }

    private func summary(_ model: FetchedModel, _ name: ModelName, _ seconds: Double) -> String {
      let files = model.manifest.files.count
      let commit = "commit \(model.manifest.commit.prefix(12))"
      guard !model.fetched.isEmpty else {
        return "\(name): all \(files) files were here and are whole (\(commit), \(model.folder))"
      }
      let tenths = Int((seconds * 10).rounded())
      return "\(name): \(model.fetched.count) of \(files) files fetched, "
        + "\(byteText(model.bytes)) in \(tenths / 10).\(tenths % 10) s (\(commit), \(model.folder))"
    }
  }
}
