/// How topics are fitted by variational Bayes.
public struct VariationalOptions: Sendable {
  /// The number of topics.
  public var topics = 20
  /// The number of passes over the documents; fewer are made once topics stay the same.
  public var passes = 10
  /// The number of documents of a mini-batch; nil for all documents at once (batch variational Bayes).
  public var batchSize: Int? = 1024
  /// The parameter α of the Dirichlet distribution of shares, for each topic; nil for 1 ÷ topics.
  public var alpha: Double?
  /// The parameter β of the Dirichlet distribution of a topic's terms; nil for 1 ÷ topics.
  public var beta: Double?
  /// A mini-batch weighs (offset + its number) to the power of −decay.
  public var offset = 10.0
  /// How fast later mini-batches weigh less, above 0.5 and at most 1.
  public var decay = 0.7
  /// Passes end when one of them raises the mean log likelihood of a token by less than this; 0 makes all
  /// passes.
  public var tolerance = 1e-3
  /// The seed of the topics at the start.
  public var seed: UInt64 = 42

  /// Creates the default options, those of scikit-learn but for the larger mini-batches.
  public init() {}
}
