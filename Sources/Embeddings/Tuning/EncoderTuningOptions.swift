extension EncoderTuning {
  /// How an encoder is tuned.
  public struct Options: Sendable {
    /// What is made small.
    public var loss = TuningLoss.ranking(scale: 20)
    /// The number of examples in a batch. More of them are more negatives for each.
    public var batch = 32
    /// The number of batches.
    public var steps = 200
    /// How far a step goes at most.
    public var learningRate = 5e-5
    /// The share of the steps in which the rate rises to that; it falls to 0 afterwards.
    public var warmUp = 0.1
    /// The share of a weight, times the rate, by which a step shrinks it.
    public var weightDecay = 0.01
    /// The largest norm of a gradient; longer ones are scaled down.
    public var largestGradient = 1.0
    /// How often what was held out is measured on the way.
    public var evaluations = 10
    /// The measurements without an improvement after which training stops.
    public var patience = 3
    /// The number of examples to measure with.
    public var heldOutExamples = 256
    /// The share of the original weights in those that come out. A few hundred steps at this rate were
    /// measured to take nothing from what an encoder could do before; longer trainings may.
    public var originalShare = 0.0
    /// The seed of everything random.
    public var seed: UInt64 = 42

    /// Creates the standard options.
    public init() {}
  }
}
