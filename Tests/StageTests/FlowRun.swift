import Foundation
import TestSupport

/// A flow in a folder of its own, whose stages are run as a user runs them.
struct FlowRun {
  let folder: TemporaryFolder
  let flow: String
  let pipeline: String

  static let stages = [
    "crawl", "clean", "embed", "reduce", "cluster", "topics", "recommend", "report",
  ]

  /// Prepares a flow on the committed sample, or on `pages` and `pipeline` if they are given.
  init(_ flow: String, pages: String? = nil, pipeline: String? = nil) throws {
    self.flow = flow
    self.pipeline = pipeline ?? projectFolder + "/pipeline.yaml"
    folder = try TemporaryFolder()
    let sample = "\(projectFolder)/data/\(flow)"
    let files = FileManager.default
    try files.createDirectory(atPath: folder.file(flow), withIntermediateDirectories: true)
    try files.createSymbolicLink(
      atPath: folder.file("\(flow)/pages"), withDestinationPath: pages ?? sample + "/pages")
    try files.copyItem(
      atPath: sample + "/catalogue.tsv", toPath: folder.file("\(flow)/catalogue.tsv"))
  }

  /// Runs one stage; `arguments` come after those of the pipeline file.
  @discardableResult
  func run(_ stage: String, _ arguments: [String] = []) throws -> Command.Result {
    let subcommand = stage == "crawl" ? ["import"] : []
    return try Command.run(
      stage,
      subcommand + ["--config", pipeline, "--flow", flow, "--data", folder.path] + arguments)
  }

  /// Runs every stage in order, and fails at the first that does.
  func runAll(_ arguments: [String] = []) throws {
    for stage in Self.stages {
      let result = try run(stage, arguments)
      // No flow has an option that its methods do not read.
      guard result.status == 0, !result.standardError.contains(" does not read ") else {
        throw Failure(stage: stage, message: result.standardError)
      }
    }
  }

  /// The path of a file in the flow's `out/` folder.
  func file(_ name: String) -> String { folder.file("\(flow)/out/\(name)") }

  /// The contents of every output but the run records, which hold times, by name.
  func outputs() throws -> [String: Data] {
    let names = folder.names.filter { name in
      name.hasPrefix("\(flow)/out/") && !name.hasSuffix("/run.json") && !name.contains("/.")
        && URL(fileURLWithPath: name).pathExtension != ""
    }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: URL(fileURLWithPath: folder.file($0))))
      })
  }

  struct Failure: Error, CustomStringConvertible {
    let stage: String
    let message: String
    var description: String { "\(stage): \(message)" }
  }
}
