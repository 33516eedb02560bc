/// What t-SNE can be told. The names of openTSNE stand in parentheses.
public struct TSNEOptions: Sendable, Equatable {
  /// How the forces that push points apart are summed.
  public enum Repulsion: String, Sendable, CaseIterable {
    /// ``barnesHut`` below 10,000 points, else ``interpolation``.
    case automatic
    /// By a tree of squares: O(*n* log *n*), soonest for few points.
    case barnesHut
    /// By Fourier transforms on a grid: O(*n* + area of the map), soonest for many.
    case interpolation
  }

  /// Where the points begin.
  public enum Start: String, Sendable, CaseIterable {
    /// At their first two principal components, so that the map keeps the large distances and is
    /// almost the same for any seed.
    case pca
    /// At random.
    case random
  }

  /// About how many neighbors count for a point (`perplexity`). More keep larger structures
  /// together; fewer show finer ones. At most a third of the other points; more are reduced to that.
  public var perplexity = 30.0
  /// The factor of attraction in the first epochs (`early_exaggeration`), which lets groups find
  /// together before they take up room.
  public var earlyExaggeration = 12.0
  /// The number of epochs with ``earlyExaggeration`` (`early_exaggeration_iter`).
  public var earlyEpochs = 250
  /// The number of epochs after those (`n_iter`).
  public var epochs = 500
  /// The factor of attraction in those (`exaggeration`). More than 1 draws groups apart and together.
  public var exaggeration = 1.0
  /// The length of a step (`learning_rate`); nil for the number of points divided by the exaggeration
  /// ([Belkina et al. 2019]).
  ///
  /// [Belkina et al. 2019]: https://doi.org/10.1038/s41467-019-13055-y
  public var learningRate: Double?
  /// The share of a step that the next one keeps (`initial_momentum`, `final_momentum`).
  public var momentum = 0.8
  /// The longest step of a point (`max_step_norm`).
  public var longestStep = 5.0
  /// How the forces that push points apart are summed (`negative_gradient_method`).
  public var repulsion = Repulsion.automatic
  /// The largest ratio of a square's width to its distance at which Barnes–Hut takes its points
  /// for one (`theta`); less is more exact and slower.
  public var theta = 0.5
  /// Where the points begin (`initialization`).
  public var start = Start.pca
  /// Whether a start that is given is a finished map, such as yesterday's, which is kept as it is and only
  /// brought up to date; ``earlyEpochs`` should then be 0.
  public var continuesStart = false
  /// The seed of what is random in the start.
  public var seed: UInt64 = 0

  /// The options that openTSNE has by default.
  public init() {}

  /// The perplexity for a number of points: at most a third of the others, at least 1.
  public func perplexity(points: Int) -> Double {
    max(1, min(perplexity, Double(points - 1) / 3))
  }

  /// The number of neighbors to search for each of a number of points: three times the perplexity,
  /// beyond which affinities vanish.
  public func neighbors(points: Int) -> Int {
    max(0, min(points - 1, Int((3 * perplexity(points: points)).rounded(.up))))
  }
}
