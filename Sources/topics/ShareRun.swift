import Artifacts
import StageSupport

/// `--model`: the shares of the topics of a model in other documents.
struct ShareRun {
  private let command: Topics
  private let model: String

  init(_ command: Topics, model: String) { (self.command, self.model) = (command, model) }

  func run() throws {
    var output = try StageOutput(command)
    for name in SavedTopics.files { _ = try output.input("\(model)/\(name)", "") }
    let saved = try SavedTopics(contentsOf: model)
    let documents = try Table(contentsOf: output.input(command.documents, "clean/documents.tsv"))
    try documents.requireRecords()
    let told = try TopicShareTables(saved.shares(), saved.topics, minimum: command.view.minShare)
      .write(documents, threads: command.common.threads, output)
    try output.commit(
      rows: .init(input: documents.count, output: documents.count),
      "\(documents.count) documents, \(told) with terms of \(saved.topics.count) topics")
  }
}
