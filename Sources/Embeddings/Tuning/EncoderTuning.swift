import LinearAlgebra
import NeuralNetworks

/// The training of an encoder on texts that belong together, step by step.
///
///     var tuning = EncoderTuning(encoder, texts, training, heldOut: heldOut, options)
///     while tuning.stepsLeft > 0 {
///       try tuning.step(threads: 2)
///       if tuning.isDue { tuning.evaluate(threads: 2) }
///     }
///     try tuning.finish(threads: 2)
///
/// What was held out is measured before, now and then, and after. Training stops when that grew no
/// better for some measurements, the best weights count, and at the end weights may be averaged with
/// those of the beginning, so that the encoder keeps more of what it could do before.
public struct EncoderTuning: Sendable {
  /// A measurement on the way.
  public struct Measurement: Sendable {
    /// The steps that were done.
    public var step: Int
    /// The mean loss of the training batches since the measurement before; nil before the first step.
    public var loss: Double?
    /// The learning rate of the last step.
    public var rate: Double
    /// What was held out; nil if nothing was.
    public var heldOut: PairRetrieval?
  }

  /// The training left all bounds: the loss is no finite number.
  public struct Divergence: Error, Sendable {
    /// The step in which it did, counted from 1.
    public var step: Int
  }

  /// The encoder as it is now.
  public private(set) var encoder: TunableEncoder
  /// The measurements so far.
  public private(set) var measurements: [Measurement] = []
  /// The steps that were done.
  public private(set) var steps = 0
  /// The loss of the last batch.
  public private(set) var loss = 0.0
  /// The examples seen so far.
  public private(set) var examples = 0
  /// The step whose weights are the best so far.
  public private(set) var bestStep = 0

  private let texts: [[Int32]]
  private let options: Options
  private var batches: TuningBatches
  private let heldOut: [[TuningExample]]
  private let schedule: LearningRateSchedule
  private var optimizer: AdamW
  private let original: [[Float]]
  private var best: [[Float]]
  private var bestLoss = Double.infinity
  private var sinceBest = 0
  private var losses: [Double] = []

  /// Prepares a training.
  ///
  /// - Parameters:
  ///   - encoder: The encoder to begin with.
  ///   - texts: The tokens of each text.
  ///   - training: The examples to learn from.
  ///   - heldOut: Those to measure with, if there are any.
  ///   - options: How it is tuned.
  public init(
    _ encoder: TunableEncoder, _ texts: [[Int32]], _ training: TuningSource,
    heldOut: TuningSource?, _ options: Options
  ) {
    (self.encoder, self.texts, self.options) = (encoder, texts, options)
    batches = TuningBatches(training, batch: options.batch, seed: options.seed)
    self.heldOut = heldOut.map { Self.batches(of: $0, options) } ?? []
    schedule = LearningRateSchedule(
      peak: options.learningRate, warmUp: Int(options.warmUp * Double(options.steps)),
      steps: options.steps)
    optimizer = AdamW(weightDecay: options.weightDecay)
    original = encoder.parameterValues
    best = original
  }

  /// The same batches for every measurement.
  private static func batches(of source: TuningSource, _ options: Options) -> [[TuningExample]] {
    var batches = TuningBatches(source, batch: options.batch, seed: options.seed &+ 1)
    let wanted =
      switch source {
      case .groups: options.heldOutExamples
      case .examples: min(options.heldOutExamples, source.count)
      }
    return (0..<max(1, wanted / options.batch)).map { _ in batches.next() }
      .filter { $0.count >= 2 }
  }

  /// The steps to do, 0 once nothing grows better.
  public var stepsLeft: Int { sinceBest >= options.patience ? 0 : options.steps - steps }

  /// Whether it is time to measure what was held out.
  public var isDue: Bool {
    let interval = max(1, options.steps / max(1, options.evaluations))
    return steps % interval == 0 || stepsLeft == 0
  }

  /// Takes one step.
  ///
  /// - Throws: ``Divergence`` if the loss or a gradient is no finite number.
  public mutating func step(threads: Int) throws(Divergence) {
    let batch = batches.next()
    let order = Self.order(batch)
    let loss = options.loss
    encoder.clearGradients()
    self.loss = encoder.addGradients(of: order.map { texts[$0] }, threads: threads) { vectors in
      loss(vectors, of: batch)
    }
    let norm = clipGradients(of: &encoder, norm: options.largestGradient)
    guard self.loss.isFinite, norm.isFinite else { throw Divergence(step: steps + 1) }
    optimizer.step(&encoder, rate: rate(steps), threads: threads)
    steps += 1
    examples += batch.count
    losses.append(self.loss)
  }

  /// The texts of a batch: anchors, positives, negatives.
  private static func order(_ batch: [TuningExample]) -> [Int] {
    batch.map(\.anchor) + batch.map(\.positive) + batch.compactMap(\.negative)
  }

  /// As ``LearningRateSchedule``, whose first step of a warm-up has the rate 0, one step earlier.
  private func rate(_ step: Int) -> Double {
    schedule.warmUp > 0 && step < schedule.warmUp
      ? options.learningRate * Double(step + 1) / Double(schedule.warmUp) : schedule.rate(step)
  }

  /// Measures what was held out, and keeps the weights if they are the best so far.
  public mutating func evaluate(threads: Int) {
    let heldOut = measure(threads)
    let mean = losses.isEmpty ? nil : losses.reduce(0, +) / Double(losses.count)
    losses = []
    measurements.append(
      Measurement(
        step: steps, loss: mean, rate: steps > 0 ? rate(steps - 1) : 0, heldOut: heldOut))
    guard let heldOut else {
      (best, bestStep) = (encoder.parameterValues, steps)
      return
    }
    if heldOut.loss < bestLoss {
      (best, bestLoss, bestStep, sinceBest) = (encoder.parameterValues, heldOut.loss, steps, 0)
    } else {
      sinceBest += 1
    }
  }

  private func measure(_ threads: Int) -> PairRetrieval? {
    guard !heldOut.isEmpty else { return nil }
    let batches = heldOut.map { batch in
      (
        examples: batch,
        vectors: encoder.encode(Self.order(batch).map { texts[$0] }, threads: threads)
      )
    }
    return PairRetrieval(batches, loss: options.loss)
  }

  /// Takes the best weights and averages them with those of the beginning.
  ///
  /// - Returns: What was held out, measured with the weights that come out; nil if nothing was.
  /// - Throws: ``Divergence`` if they lead to vectors that are not finite.
  public mutating func finish(threads: Int) throws(Divergence) -> PairRetrieval? {
    encoder.setParameterValues(best)
    encoder.average(with: original, share: Float(options.originalShare))
    // The last step has seen no loss of its own.
    let some = encoder.encode(Array(texts.prefix(16)), threads: threads)
    guard some.elements.allSatisfy(\.isFinite) else { throw Divergence(step: steps) }
    return measure(threads)
  }
}
