import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// The training of link embeddings from the command line: its options, its progress, its measures.
struct LinkTraining {
  let command: Embed
  let graph: LinkGraph
  /// Yesterday's space, if training starts there.
  let previous: LinkSpace?

  /// Trains a space, and writes the loss of each epoch.
  ///
  /// - Throws: ``DivergenceError`` if the loss is no finite number any more.
  func run(_ output: inout StageOutput) throws -> LinkSpace {
    let (threads, seed) = (command.common.threads, command.common.seed)
    let (training, heldOut) = graph.holdingOut(command.linksOptions.heldOut, seed: seed)
    let options = options(pairs: training.pairCount)
    let start = try start(options)
    let kept = previous.map(\.objective).flatMap { $0.kind == options.objective ? $0 : nil }
    var trainer = LinkTrainer(
      training, options, documents: start.documents, targets: start.targets, objective: kept)
    var progress = ProgressLine("embed", total: trainer.steps, log: output.log)
    while trainer.stepsLeft > 0 {
      trainer.run(steps: 32, threads: threads)
      guard trainer.loss.isFinite else {
        progress.finish()
        throw DivergenceError(epoch: trainer.losses.count, rate: options.learningRate)
      }
      let done = trainer.steps - trainer.stepsLeft
      progress.update(
        done, note: ", epoch \(trainer.losses.count) of \(options.epochs), loss \(trainer.loss)")
    }
    progress.finish()
    let space = LinkSpace(trainer, of: graph, threads: threads)
    guard (space.documentRows.elements + space.targetRows.elements).allSatisfy(\.isFinite) else {
      throw DivergenceError(epoch: options.epochs, rate: options.learningRate)
    }
    try writeTable(
      output.file("training.tsv"), columns: ["epoch", "loss"],
      trainer.losses.enumerated().map { [String($0 + 1), decimal(Float($1))] })
    output.quality["loss"] = trainer.loss
    output.quality["pairs"] = Double(training.pairCount)
    output.quality["epochs"] = Double(options.epochs)
    output.quality["held_out_links"] = Double(heldOut.count)
    output.quality["held_out_auc"] = space.areaUnderCurve(
      of: heldOut, in: graph, seed: seed, threads: threads)
    return space
  }

  private func options(pairs: Int) -> LinkTrainer.Options {
    var options = LinkTrainer.Options()
    options.objective = command.linksOptions.objective
    options.batch = command.linksOptions.batch
    options.seed = command.common.seed
    if let dimensions = command.dimensions { options.dimensions = dimensions }
    if let negatives = command.training.negatives { options.negatives = negatives }
    if let rate = command.training.learningRate { options.learningRate = rate }
    let steps = max(1, pairs / options.batch)
    options.epochs =
      command.training.epochs ?? max(options.epochs, (Self.fewestSteps + steps - 1) / steps)
    return options
  }

  /// So many steps are taken at least unless `--epochs` is given. Adam moves a number by about the
  /// learning rate in a step, so that the few of a thousand books leave vectors near their random
  /// start; the loss and the AUC of the thousand of Wikipedia's settle after this many.
  private static let fewestSteps = 1_000

  private func start(
    _ options: LinkTrainer.Options
  ) throws -> (documents: Matrix, targets: Matrix) {
    guard let previous else {
      return (options.startOfDocuments(graph.documents), options.startOfTargets(graph.targets))
    }
    guard let start = previous.start(for: graph, options) else {
      throw UsageError(
        "the model of --warm-start has \(previous.dimensions) dimensions; "
          + "give --dimensions \(previous.dimensions)")
    }
    return start
  }
}

/// A training that led nowhere.
struct DivergenceError: Error, CustomStringConvertible {
  /// The epochs that were done.
  let epoch: Int
  let rate: Double

  var description: String {
    "training: the loss is no finite number after \(epoch) epochs; "
      + "lower --learning-rate, which is \(rate)"
  }
}
