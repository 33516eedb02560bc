import LinearAlgebra

/// Clusters that were found by density, to which further points can be assigned.
public struct HDBSCANModel: Sendable {
  /// The points that were fitted, of shape (points, dimensions).
  public let points: Matrix
  /// The core distance of each point: that to the neighbor that ``HDBSCAN/Options`` say.
  public let cores: [Double]
  /// The tree of all clusters.
  public let tree: CondensedTree
  /// The options of the fit.
  public let options: HDBSCAN.Options
  /// The cluster of each point, or −1 for noise. 0 is the largest cluster; of equal ones, that of the
  /// first row.
  public let labels: [Int]
  /// How clearly each point belongs to its cluster, in `0...1`; 0 for noise.
  public let strengths: [Double]
  /// The cluster of ``tree`` that each label stands for.
  public let chosen: [Int]

  /// The number of clusters.
  public var clusters: Int { chosen.count }

  /// Creates the model of fitted points, or that which an earlier one was saved as.
  ///
  /// Labels and strengths follow from the tree and the options.
  ///
  /// - Parameters:
  ///   - points: The points, of shape (points, dimensions).
  ///   - cores: The core distance of each point.
  ///   - tree: The tree of clusters.
  ///   - options: The options of the fit.
  public init(_ points: Matrix, cores: [Double], _ tree: CondensedTree, _ options: HDBSCAN.Options)
  {
    precondition(
      cores.count == points.rows && tree.pointClusters.count == points.rows, "numbers for each row")
    self.points = points
    self.cores = cores
    self.tree = tree
    self.options = options
    let memberships = Memberships(
      tree, chosen: TreeSelection.choose(tree, options), epsilon: options.selectionEpsilon)
    labels = memberships.labels
    strengths = memberships.strengths
    chosen = memberships.chosen
  }

  /// Creates the model of points that are all noise.
  init(_ points: Matrix, ofNoise count: Int, _ options: HDBSCAN.Options) {
    self.points = points
    self.options = options
    cores = [Double](repeating: 0, count: count)
    tree = CondensedTree(
      pointClusters: [Int32](repeating: 0, count: count),
      pointLambdas: [Double](repeating: 0, count: count), parents: [-1], births: [0],
      sizes: [count])
    labels = [Int](repeating: -1, count: count)
    strengths = [Double](repeating: 0, count: count)
    chosen = []
  }

  /// The points that stand for each cluster, as rows, ascending.
  public var exemplars: [[Int]] { tree.exemplars(of: chosen) }

  /// The stability of each cluster: the *λ* that its points have beyond its birth, added up.
  public var stabilities: [Double] {
    let stabilities = TreeSelection.stabilities(tree)
    return chosen.map { stabilities[$0] }
  }
}
