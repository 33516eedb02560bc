import LinearAlgebra

/// The place of a point among clusters of density.
public struct DensityAssignment: Sendable, Equatable {
  /// The cluster, or −1 for noise.
  public let label: Int
  /// How clearly the point belongs to it, in `0...1`; 0 for noise.
  public let strength: Double
  /// How much of an outlier the point is, in `0...1`; see ``CondensedTree/outlierScores``.
  public let outlier: Double
  /// The point's core distance among the fitted points.
  public let core: Double

  /// Creates a place from its numbers.
  public init(label: Int, strength: Double, outlier: Double, core: Double) {
    (self.label, self.strength, self.outlier, self.core) = (label, strength, outlier, core)
  }
}

extension HDBSCANModel {
  /// The places of the points that were fitted.
  public var assignments: [DensityAssignment] {
    let outliers = tree.outlierScores
    return labels.indices.map {
      DensityAssignment(
        label: labels[$0], strength: strengths[$0], outlier: outliers[$0], core: cores[$0])
    }
  }

  /// Assigns each row of `points`, of shape (points, dimensions).
  ///
  /// A point that equals a fitted one has its place, so the fitted points get what ``assignments``
  /// has. Any other joins the fitted point that is nearest by mutual reachability, in the cluster of
  /// that point's branch that is as dense as the distance between the two, as in hdbscan's
  /// `approximate_predict`; the clusters themselves stay as they are. (Its core distances leave out
  /// one neighbor; here they are those of the fit.)
  ///
  /// - Precondition: The points have as many dimensions as the fitted ones, and are finite.
  /// - Complexity: O(log *n*) a point in few dimensions, O(*n*) in many.
  public func predict(_ points: Matrix, threads: Int = 1) -> [DensityAssignment] {
    precondition(
      points.columns == self.points.columns,
      "points have \(points.columns) dimensions, the fitted ones \(self.points.columns)")
    guard points.rows > 0 else { return [] }
    let tree = KDTree(self.points, threads: threads)
    let squaredCores = tree.rows.map { cores[Int($0)] * cores[Int($0)] }
    let fitted = assignments
    let index = RowIndex(self.points)
    let places = Places(self)
    let neighbors = max(1, options.neighbors(of: self.points.rows))
    let parts = parallelMap(count: points.rows, chunk: 256, threads: threads) { rows in
      tree.withView { view in
        let search = NeighborSearch(view, neighbors: neighbors)
        let reachability = ReachabilitySearch(view, squaredCores: squaredCores)
        return rows.map { row in
          if let equal = index.row(equalTo: points[row: row]) { return fitted[equal] }
          search.find(points[row: row], from: tree.root)
          let core = search.square(0, neighbors - 1)
          let found = reachability.find(points[row: row], squaredCore: core, from: tree.root)
          return places.assignment(
            beside: Int(tree.rows[found.position]), distance: found.weight.squareRoot(),
            core: core.squareRoot())
        }
      }
    }
    return parts.flatMap { $0 }
  }
}

/// What the places of new points are found from.
private struct Places: Sendable {
  private let tree: CondensedTree
  private let chosen: [Int]
  private let owners: [Int]
  private let labels: [Int]
  private let deaths: [Double]
  private let deepestDeaths: [Double]
  private let floor: Double

  init(_ model: HDBSCANModel) {
    (tree, chosen) = (model.tree, model.chosen)
    owners = tree.owners(of: chosen)
    var labels = [Int](repeating: -1, count: tree.clusters)
    for (label, cluster) in chosen.enumerated() { labels[cluster] = label }
    self.labels = labels
    (deaths, deepestDeaths) = (tree.deaths, tree.deepestDeaths)
    floor = Memberships.floor(
      tree, chosen: chosen, epsilon: model.options.selectionEpsilon)
  }

  /// The place of a point that a fitted one is nearest to.
  func assignment(beside row: Int, distance: Double, core: Double) -> DensityAssignment {
    let lambda = distance > 0 ? 1 / distance : .infinity
    var cluster = Int(tree.pointClusters[row])
    if tree.pointLambdas[row] > lambda {
      while cluster > 0 && tree.births[cluster] >= lambda { cluster = Int(tree.parents[cluster]) }
    }
    var owner = owners[cluster]
    if owner == 0 && lambda < floor { owner = -1 }
    return DensityAssignment(
      label: owner < 0 ? -1 : labels[owner],
      strength: owner < 0 ? 0 : Memberships.strength(lambda, largest: deaths[owner]),
      outlier: CondensedTree.outlierScore(
        lambda, largest: deepestDeaths[Int(tree.pointClusters[row])]),
      core: core)
  }
}
