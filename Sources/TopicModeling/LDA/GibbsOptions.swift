/// How topics are sampled.
public struct GibbsOptions: Sendable {
  /// What is known beforehand of how much of a document each topic takes.
  public enum DocumentPrior: String, CaseIterable, Sendable {
    /// It is learned, for each topic by itself: some topics are rarer than others ([Wallach, Mimno and
    /// McCallum 2009](https://doi.org/10.5555/2984093.2984314)). Short documents that were not fitted become
    /// a little likelier than with ``symmetric``, but the rarest topics gather words that have little to do
    /// with one another: on posts the mean coherence of topics falls from 0.089 to 0.066.
    case asymmetric
    /// It is learned, the same for all topics.
    case symmetric
    /// It stays as given.
    case fixed
  }

  /// The number of topics, in 1...65,535.
  public var topics = 20
  /// The largest number of times that every token is sampled before the samples that count.
  public var sweeps = 200
  /// The number of samples that are averaged.
  public var samples = 10
  /// The number of sweeps from a sample to the next.
  public var interval = 3
  /// Sampling stops before ``sweeps`` once twenty sweeps are better by less than this, in the mean log
  /// likelihood of a token, than the twenty before; 0 makes all sweeps.
  public var tolerance = 0.001
  /// The parameter α of the Dirichlet distribution of shares that sampling starts with, for each topic.
  public var alpha = 0.1
  /// The parameter β of the Dirichlet distribution of a topic's terms.
  public var beta = 0.01
  /// Whether and how α is learned.
  public var documentPrior = DocumentPrior.symmetric
  /// Whether β is learned.
  public var learnsBeta = true
  /// The seed of everything random.
  public var seed: UInt64 = 42

  /// Creates the default options.
  public init() {}
}
