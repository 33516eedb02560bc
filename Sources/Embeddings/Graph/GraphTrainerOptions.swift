extension GraphTrainer {
  /// How a network is trained.
  public struct Options: Sendable {
    /// The number of numbers of a node after the first layer.
    public var hidden = 128
    /// The number of numbers in a vector.
    public var dimensions = 64
    /// The largest number of epochs.
    public var epochs = 200
    /// Training ends after so many epochs without a better one.
    public var patience = 20
    /// The share of the edges that are held out; 0 for none: then the last epoch is kept.
    public var heldOut = 0.05
    /// The share of the edges that an epoch over the whole graph predicts, and passes no features along; 0
    /// to predict all, and pass features along them too. See ``EdgeMask``.
    public var maskedShare = 0.5
    /// Pairs that are no edges, for each edge.
    public var negatives = 1
    /// How they are drawn.
    public var negativeSampling = NegativeSampling.uniform
    /// How far a step goes.
    public var learningRate = 0.01
    /// The share of the weights, times the rate, by which a step shrinks them.
    public var weightDecay = 0.01
    /// The neighbors that are sampled of a node, and of each of these; nil for all, in steps over the
    /// whole graph.
    public var fanout: [Int]?
    /// Edges in a step, with a fanout.
    public var batch = 1024
    /// The seed of everything random.
    public var seed: UInt64 = 42

    /// The default options.
    public init() {}
  }
}
