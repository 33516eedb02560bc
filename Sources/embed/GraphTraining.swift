import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// The training of a graph network from the command line: its options, its progress, its measures.
struct GraphTraining {
  let command: Embed
  /// What the graph was read from.
  let path: String

  /// Trains a network, and writes the loss of each epoch with the area under the curve of the edges that
  /// were held out.
  ///
  /// - Throws: `FileError` if there is nothing to learn from, and ``DivergenceError`` if the loss is no
  ///   finite number any more.
  func run(
    _ graph: HeterogeneousGraph, _ features: NodeFeatures, startingFrom start: GraphSAGE?,
    _ output: inout StageOutput
  ) throws -> GraphSAGE {
    guard !graph.isComplete else {
      throw FileError(
        .empty, path, "every pair of nodes is an edge, so there is nothing to tell edges from",
        remedy: "bring nodes that differ, or use --method propagation")
    }
    let options = options
    let threads = command.common.threads
    var trainer = GraphTrainer(graph, features, options, startingFrom: start, threads: threads)
    guard trainer.edgeCount > 0 else {
      throw FileError(
        .empty, path, "no edge is left to learn from", remedy: "lower --held-out")
    }
    let total = trainer.edgeCount * options.epochs
    var progress = ProgressLine("embed", total: total, log: output.log)
    while !trainer.isFinished {
      let (epoch, done) = (trainer.epochs.count, trainer.epochs.count * trainer.edgeCount)
      let note = Self.note(trainer.epochs, of: options.epochs)
      trainer.runEpoch(threads: threads) { edges in progress.update(done + edges, note: note) }
      guard trainer.epochs[epoch].loss.isFinite else {
        progress.finish()
        throw DivergenceError(epoch: epoch + 1, rate: options.learningRate)
      }
    }
    progress.finish()
    try report(trainer, &output)
    return trainer.best
  }

  private static func note(_ epochs: [GraphTrainer.Epoch], of count: Int) -> String {
    guard let last = epochs.last else { return "" }
    let area = last.area.map { ", AUC \(rounded($0))" } ?? ""
    return ", epoch \(epochs.count) of at most \(count), loss \(rounded(last.loss))\(area)"
  }

  private func report(_ trainer: GraphTrainer, _ output: inout StageOutput) throws {
    try writeTable(
      output.file("training.tsv"), columns: ["epoch", "loss", "auc"],
      trainer.epochs.enumerated().map { index, epoch in
        [
          String(index + 1), decimal(Float(epoch.loss)),
          epoch.area.map { decimal(Float($0)) } ?? "",
        ]
      })
    guard trainer.bestEpoch > 0 else { return }
    let best = trainer.epochs[trainer.bestEpoch - 1]
    output.quality["loss"] = best.loss
    output.quality["held_out_auc"] = best.area
    output.quality["held_out_edges"] = Double(trainer.heldOut.count)
    output.quality["epochs"] = Double(trainer.epochs.count)
    output.quality["best_epoch"] = Double(trainer.bestEpoch)
    let area = best.area.map { ", AUC of held-out edges \(Self.rounded($0))" } ?? ""
    output.log.info(
      "learned \(trainer.edgeCount) edges in \(trainer.epochs.count) epochs, the best the "
        + "\(trainer.bestEpoch)., loss \(Self.rounded(best.loss))\(area)")
  }

  private static func rounded(_ number: Double) -> Double { (number * 10_000).rounded() / 10_000 }

  private var options: GraphTrainer.Options {
    var options = GraphTrainer.Options()
    let (graph, training) = (command.graph, command.training)
    options.hidden = training.hidden
    options.patience = training.patience ?? options.patience
    (options.weightDecay, options.fanout) = (graph.weightDecay, graph.fanouts)
    options.negativeSampling = graph.negativeSampling
    options.maskedShare = graph.maskedShare
    (options.batch, options.heldOut) = (command.linksOptions.batch, command.linksOptions.heldOut)
    options.seed = command.common.seed
    if let dimensions = command.dimensions { options.dimensions = dimensions }
    if let negatives = training.negatives { options.negatives = negatives }
    if let rate = training.learningRate { options.learningRate = rate }
    if let epochs = training.epochs { options.epochs = epochs }
    return options
  }
}
