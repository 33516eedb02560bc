import NeuralNetworks

extension AuthorTrainer {
  /// How training goes.
  public struct Options: Sendable {
    /// What is minimized.
    public enum Objective: String, CaseIterable, Sendable {
      /// ``TripletLoss``.
      case triplet
      /// ``MultipleNegativesRankingLoss``.
      case ranking
    }

    /// What is minimized.
    public var objective = Objective.triplet
    /// The loss of triplets.
    public var triplets = TripletLoss()
    /// The samples of an author in a step.
    public var samplesPerAuthor = 4
    /// The authors in a step; all if there are fewer.
    public var authorsPerBatch = 32
    /// The largest number of epochs. By default 20, but 2 if no authors measure when to stop.
    public var epochs: Int?
    /// The epochs without a better one after which training ends.
    public var patience = 4
    /// The largest learning rate; it rises in the first tenth of the steps and then falls.
    public var learningRate = 1e-3
    /// See ``AdamW``.
    public var weightDecay = 0.01
    /// The share of the authors that measure; 0 to train on all, for all epochs.
    public var heldOut = 0.2
    /// The seed of everything random.
    public var seed: UInt64 = 42

    /// Creates options.
    public init() {}
  }
}
