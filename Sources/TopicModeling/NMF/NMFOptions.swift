/// How a matrix is factored.
public struct NMFOptions: Sendable {
  /// What the factors make small.
  public enum Loss: String, CaseIterable, Sendable {
    /// The sum of squared differences, by coordinate descent.
    case frobenius
    /// The Kullback–Leibler divergence, by multiplicative updates.
    case kullbackLeibler = "kullback-leibler"
  }

  /// The number of topics.
  public var topics = 20
  /// What the factors make small.
  public var loss = Loss.frobenius
  /// The largest number of iterations.
  public var iterations = 200
  /// Iterations end when the projected gradient is smaller than at first by this factor, or for the
  /// divergence, when ten of them improve it by less than this share of the first.
  public var tolerance = 1e-4
  /// The seed of the decomposition that the factors start from.
  public var seed: UInt64 = 42

  /// Creates the default options, those of scikit-learn.
  public init() {}
}
