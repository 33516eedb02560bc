import ArgumentParser
import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

/// `recommend evaluate`: how well each method tells what users use, by what is held out.
struct Evaluate: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommend evaluate",
    abstract: "Measure how well methods recommend what was held out of the interactions.",
    discussion: """
      EXAMPLE
        recommend evaluate --flow clicks --tune
        recommend evaluate --interactions baskets.tsv --split random

      Holds a part of the interactions out, lets each method learn from the rest,
      and looks for what was held out in its lists. Prints a row for each method,
      the one of the best NDCG marked, and writes evaluation.tsv, each measure
      with an interval in which it would lie with other users 19 times of 20;
      train.tsv and test.tsv, the two parts; and with --tune tuning.tsv: the
      options of each method are then chosen by what is held out of the training
      once more, never by the test.

      Vectors are to be learned from train.tsv, which depends on the options of
      the split and on --seed alone:
        embed --method clicks --interactions evaluation/train.tsv --output item2vec
        recommend evaluate --interactions baskets.tsv --split random \
          --item-vectors item2vec/vectors.npy

      Measures, of lists of --top items: the share of users with a hit, NDCG, MRR,
      recall, precision and MAP; novelty, in bits; diversity, 1 - the mean cosine
      of two items of a list; coverage, the share of items that are suggested to
      anybody; gini, 0 if all items are suggested as often.
      """, version: version)

  @Option(
    name: .customLong("method"),
    help:
      "A method; repeat the option for several. Default: all, vectors if --item-vectors is given.")
  var methods: [CoUseOptions.Method] = []

  @Option(
    help: """
      What is held out. last: the last item of each user. random: one item of each user. time: what was \
      used from some time on. users: all of some users, who are recommended the later part of their \
      items by the earlier one. Default: last if there are times, otherwise random.
      """)
  var split: EvaluationSplit.Method?

  @Option(help: "The share of the interactions (time) or of the users (users) that is held out.")
  var share = 0.2

  @Option(help: "The length of the lists.")
  var top = 10

  @Flag(help: "Choose the options of each method by a part of the training.")
  var tune = false

  @OptionGroup(title: "Models") var coUse: CoUseArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard share > 0, share < 1 else { throw ValidationError("--share must be between 0 and 1.") }
    guard top >= 1 else { throw ValidationError("--top must be at least 1.") }
    guard !methods.contains(.vectors) || coUse.itemVectors != nil || common.flow != nil else {
      throw ValidationError("--method vectors needs --item-vectors.")
    }
    guard Set(methods).count == methods.count else {
      throw ValidationError("A --method is given twice.")
    }
  }

  func run() throws {
    var output = try StageOutput(self, stage: "evaluation")
    let path = try output.input(coUse.interactions, "clean/interactions.tsv")
    let interactions = try readInteractions(path, log: output.log)
    let run = try EvaluateRun(self, path, interactions, vectors(interactions.items, &output))
    let tuning = tune ? try run.tuning(output.log) : nil
    let rows = try run.rows(tuning, output.log)
    try run.write(rows, output)
    try tuning?.write(output.file("tuning.tsv"))
    for measure in rows[EvaluateRun.best(rows)].evaluation.measures {
      output.quality[measure.name] = measure.value
    }
    output.quality["cold_targets"] = Double(run.coldTargets)
    let (users, asked) = (interactions.users.count, run.split.users.count)
    let best = rows[EvaluateRun.best(rows)]
    try output.commit(
      rows: .init(input: users, output: asked, rejected: users - asked),
      "\(asked) of \(users) users, best of \(rows.count): \(best.name)")
    try writeTable("-", columns: EvaluateRun.columns(rows), EvaluateRun.records(rows))
  }

  /// The vectors of the items, where they are wanted.
  private func vectors(_ items: [String], _ output: inout StageOutput) throws -> Matrix? {
    guard coUse.itemVectors != nil || methods.contains(.vectors) else { return nil }
    return try itemVectors(
      output.input(coUse.itemVectors, "embed/vectors.npy"), of: items)
  }
}
