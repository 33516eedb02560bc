import LinearAlgebra

extension UMAP {
  /// What shapes a map. The names that umap-learn gives are in parentheses.
  public struct Options: Sendable, Equatable {
    /// The dimensions of the map (`n_components`).
    public var dimensions = 2
    /// The neighbors of a point, itself included (`n_neighbors`): more keep more of the large shape.
    public var neighbors = 15
    /// How far apart points are (`metric`).
    public var metric = Metric.euclidean
    /// How close points may come on the map (`min_dist`): less packs groups tighter.
    public var minimumDistance = 0.1
    /// The distance at which points are far from each other (`spread`).
    public var spread = 1.0
    /// The passes of the layout (`n_epochs`); nil for 500, or 200 beyond 10,000 points.
    public var epochs: Int?
    /// The step of the first pass (`learning_rate`, there 1; ``Layout`` tells why less).
    public var learningRate = 0.5
    /// The random points that push for each neighbor that pulls (`negative_sample_rate`).
    public var negativeSamples = 5
    /// How strongly they push (`repulsion_strength`).
    public var repulsion = 1.0
    /// The number of neighbors taken to be connected for certain (`local_connectivity`).
    public var localConnectivity = 1.0
    /// 1 for the neighbors that either point claims, 0 for those that both do (`set_op_mix_ratio`).
    public var setOperationRatio = 1.0

    /// Creates the options that umap-learn has by default.
    public init() {}

    /// The passes for a number of points.
    public func epochs(points: Int) -> Int { epochs ?? (points <= 10_000 ? 500 : 200) }

    /// The layout that these options shape.
    func layout(epochs: Int, learningRate: Double, seed: UInt64) -> Layout {
      Layout(
        curve: Curve(minimumDistance: minimumDistance, spread: spread), epochs: epochs,
        learningRate: Float(learningRate), negativeSamples: negativeSamples,
        repulsion: Float(repulsion), seed: seed)
    }
  }

  /// Where points start (`init`).
  public enum Start: Sendable {
    /// The slowest oscillations of the graph of neighbors.
    case spectral
    /// The principal components of the points.
    case principalComponents
    /// Anywhere.
    case random
    /// The given places, of shape (points, dimensions), such as those of an earlier map.
    case places(Matrix)
  }
}
