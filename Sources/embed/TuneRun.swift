import Artifacts
import Embeddings
import NeuralNetworks
import StageSupport

/// The training of `embed tune`: its steps, its progress, its measures.
struct TuneRun {
  let command: Tune
  let input: TuningInput

  /// An encoder that was tuned, and a line about it.
  struct Result {
    let encoder: TunableEncoder
    let summary: String
  }

  /// Trains the encoder, and writes training.tsv.
  ///
  /// - Throws: `TuningDivergence` if the loss is no finite number any more.
  func run(_ encoder: TunableEncoder, _ output: inout StageOutput) throws -> Result {
    let arguments = command.training
    let (threads, seed) = (command.common.threads, command.common.seed)
    let split = input.source.holdingOut(arguments.heldOut, seed: seed)
    let training = split?.training ?? input.source
    if split == nil, arguments.heldOut > 0 {
      output.log.warning("nothing was held out to measure with: there is too little")
    }
    let batch = arguments.batch
    let options = arguments.options(steps: steps(training, batch), batch: batch, seed: seed)
    var tuning = EncoderTuning(
      encoder, input.tokens, training, heldOut: split?.heldOut, options)
    let final: PairRetrieval?
    do throws(EncoderTuning.Divergence) {
      final = try train(&tuning, options, threads, output.log)
    } catch {
      throw TuningDivergence(step: error.step, rate: options.learningRate)
    }
    try writeLog(tuning.measurements, output)
    report(tuning, final, &output)
    return Result(encoder: tuning.encoder, summary: summary(tuning, final))
  }

  /// A few hundred steps teach most of what there is to learn; more of them may forget what was known.
  private func steps(_ training: TuningSource, _ batch: Int) -> Int {
    let arguments = command.training
    if let steps = arguments.steps { return steps }
    let perEpoch = training.stepsPerEpoch(batch: batch)
    if let epochs = arguments.epochs { return epochs * perEpoch }
    return min(perEpoch, EncoderTuning.Options().steps)
  }

  /// Takes all steps; the result is what was held out, measured at the end.
  private func train(
    _ tuning: inout EncoderTuning, _ options: EncoderTuning.Options, _ threads: Int, _ log: Log
  ) throws(EncoderTuning.Divergence) -> PairRetrieval? {
    var progress = ProgressLine("tune", total: options.steps * options.batch, log: log)
    defer { progress.finish() }
    tuning.evaluate(threads: threads)
    while tuning.stepsLeft > 0 {
      try tuning.step(threads: threads)
      progress.update(
        tuning.examples, note: ", step \(tuning.steps) of \(options.steps), loss \(tuning.loss)")
      if tuning.isDue { tuning.evaluate(threads: threads) }
    }
    return try tuning.finish(threads: threads)
  }

  private func writeLog(
    _ measurements: [EncoderTuning.Measurement], _ output: borrowing StageOutput
  ) throws {
    try writeTable(
      output.file("training.tsv"),
      columns: ["step", "loss", "rate", "held_out_loss", "accuracy", "mrr", "auc"],
      measurements.map { row in
        let heldOut = row.heldOut.map {
          [$0.loss, $0.accuracy, $0.reciprocalRank, $0.areaUnderCurve].map { decimal($0) }
        }
        return [String(row.step), row.loss.map { decimal($0) } ?? "", decimal(row.rate)]
          + (heldOut ?? ["", "", "", ""])
      })
  }

  private func report(
    _ tuning: EncoderTuning, _ final: PairRetrieval?, _ output: inout StageOutput
  ) {
    output.quality["steps"] = Double(tuning.steps)
    output.quality["best_step"] = Double(tuning.bestStep)
    output.quality["pairs"] = Double(tuning.examples)
    output.quality["truncated"] = Double(input.truncated)
    output.quality["parameters"] = Double(tuning.encoder.parameterCount)
    for (name, measured) in [
      ("before", tuning.measurements.first?.heldOut), ("after", final),
    ] {
      guard let measured else { continue }
      output.quality["held_out_loss_\(name)"] = measured.loss
      output.quality["held_out_accuracy_\(name)"] = measured.accuracy
      output.quality["held_out_mrr_\(name)"] = measured.reciprocalRank
      output.quality["held_out_auc_\(name)"] = measured.areaUnderCurve
    }
  }

  private func summary(_ tuning: EncoderTuning, _ final: PairRetrieval?) -> String {
    let done = "\(tuning.examples) pairs in \(tuning.steps) steps"
    guard let before = tuning.measurements.first?.heldOut, let final else { return done }
    func percent(_ share: Double) -> String { decimal((share * 1000).rounded() / 10) }
    return done + " → held-out accuracy \(percent(before.accuracy)) % before, "
      + "\(percent(final.accuracy)) % after (best step \(tuning.bestStep))"
  }
}

/// A training that led nowhere.
struct TuningDivergence: Error, CustomStringConvertible {
  let step: Int
  let rate: Double

  var description: String {
    "embed tune: the loss is no finite number in step \(step); "
      + "lower --learning-rate, which is \(rate)"
  }
}
