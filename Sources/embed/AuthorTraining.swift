import Artifacts
import Embeddings
import NeuralNetworks
import StageSupport

/// The training of an author network from the command line: who is trained on, progress, measures.
struct AuthorTraining {
  let command: Embed
  let posts: AuthorPosts
  /// The file of the posts, for messages.
  let path: String
  /// Yesterday's network, if training starts there.
  let previous: AuthorNetwork?

  private var threads: Int { command.common.threads }

  /// Trains a network, and writes what became of each epoch.
  ///
  /// - Throws: `FileError` if there are too few authors, and ``DivergenceError`` if the loss is no finite
  ///   number any more.
  func run(_ output: inout StageOutput) throws -> AuthorNetwork {
    let arguments = command.authors
    let options = arguments.options(command.training, seed: command.common.seed)
    let usable = try usableAuthors(&output)
    let (trained, heldOut) = AuthorTrainer.divide(
      usable, heldOut: options.heldOut, seed: options.seed)
    if heldOut.isEmpty, options.heldOut > 0 {
      output.log.warning(
        "\(usable.count) authors are too few to hold some out and measure when to stop")
    }
    let start =
      previous
      ?? AuthorNetwork(
        arguments.network, space: posts.space(of: trained, threads: threads),
        hidden: command.training.hidden, sample: arguments.sample, seed: options.seed)
    var trainer = AuthorTrainer(
      start, posts, trained: trained, heldOut: heldOut, options, threads: threads)
    try train(&trainer, options, output.log)
    try writeLog(trainer, output.file("training.tsv"))
    note(trainer, in: &output)
    return trainer.best
  }

  /// The authors that can be trained on: those of two posts or more who are no one else's double.
  private func usableAuthors(_ output: inout StageOutput) throws -> [Int] {
    let single = posts.authors.indices.filter { posts.posts[$0].count < 2 }
    let repeated = posts.repeatedAuthors().filter { posts.posts[$0].count >= 2 }
    let out = Set(single + repeated)
    let usable = posts.authors.indices.filter { !out.contains($0) }
    guard usable.count >= 2 else {
      throw FileError(
        .empty, path,
        "training tells authors apart, and it has \(usable.count) that differ and have two posts or "
          + "more", remedy: "bring more authors, or use --method static --pool author")
    }
    let short = usable.filter { posts.posts[$0].count < 2 * command.authors.sample }
    let counts = [
      ("single_post_authors", single.count, "have one post and are embedded, but not trained on"),
      ("repeated_authors", repeated.count, "have the posts of another and are not trained on"),
      ("short_authors", short.count, "have too few posts for two samples, and give shorter ones"),
    ]
    for (name, count, fact) in counts {
      output.quality[name] = Double(count)
      if count > 0 { output.log.info("\(count) of \(posts.authors.count) authors \(fact)") }
    }
    return usable
  }

  private func train(
    _ trainer: inout AuthorTrainer, _ options: AuthorTrainer.Options, _ log: Log
  ) throws {
    let steps = trainer.stepsPerEpoch * trainer.plannedEpochs
    var progress = ProgressLine("embed", total: steps, log: log)
    defer { progress.finish() }
    var done = 0
    while !trainer.isDone {
      trainer.step(threads: threads)
      done += 1
      let epoch = (done - 1) / trainer.stepsPerEpoch + 1
      let loss = done % trainer.stepsPerEpoch == 0 ? trainer.epochs.last?.loss : trainer.loss
      guard let loss, loss.isFinite else {
        throw DivergenceError(epoch: epoch, rate: options.learningRate)
      }
      let area = trainer.epochs[trainer.bestEpoch].retrieval.map {
        ", AUC \(rounded($0.areaUnderCurve))"
      }
      progress.update(
        done,
        note: ", epoch \(epoch) of \(trainer.plannedEpochs), loss \(rounded(loss))\(area ?? "")")
    }
    guard trainer.best.isFinite else {
      throw DivergenceError(epoch: trainer.epochs.count - 1, rate: options.learningRate)
    }
  }

  private func writeLog(_ trainer: AuthorTrainer, _ path: String) throws {
    func text(_ number: Double?) -> String { number.map { decimal($0) } ?? "" }
    try writeTable(
      path, columns: ["epoch", "loss", "violations", "accuracy", "mrr", "auc"],
      trainer.epochs.enumerated().map { index, epoch in
        [
          String(index), text(epoch.loss), text(epoch.violations), text(epoch.retrieval?.accuracy),
          text(epoch.retrieval?.reciprocalRank), text(epoch.retrieval?.areaUnderCurve),
        ]
      })
  }

  private func note(_ trainer: AuthorTrainer, in output: inout StageOutput) {
    output.quality["trained_authors"] = Double(trainer.trained.count)
    output.quality["held_out_authors"] = Double(trainer.heldOut.count)
    output.quality["epochs"] = Double(trainer.epochs.count - 1)
    guard let start = trainer.epochs[0].retrieval,
      let best = trainer.epochs[trainer.bestEpoch].retrieval
    else { return }
    output.quality["best_epoch"] = Double(trainer.bestEpoch)
    output.quality["held_out_accuracy"] = best.accuracy
    output.quality["held_out_mrr"] = best.reciprocalRank
    output.quality["held_out_auc"] = best.areaUnderCurve
    output.quality["start_auc"] = start.areaUnderCurve
  }

  private func rounded(_ number: Double) -> Double { (number * 10_000).rounded() / 10_000 }
}
