/// The choice of clusters from a ``CondensedTree``, none of them below another.
struct TreeSelection {
  private let tree: CondensedTree
  private let options: HDBSCAN.Options
  private let children: [[Int]]

  /// Chooses clusters as `options` say.
  ///
  /// - Returns: The chosen clusters, ascending.
  /// - Complexity: O(*n*)
  static func choose(_ tree: CondensedTree, _ options: HDBSCAN.Options) -> [Int] {
    guard tree.sizes[0] >= options.minimumClusterSize else { return [] }
    let selection = TreeSelection(tree: tree, options: options, children: tree.children)
    switch options.selection {
    case .excessOfMass: return selection.merged(selection.excessOfMass())
    case .leaf: return selection.merged(selection.leaves())
    }
  }

  /// How much density each cluster has that is its own: the *λ* that its points have beyond its birth,
  /// added up.
  static func stabilities(_ tree: CondensedTree) -> [Double] {
    var stabilities = [Double](repeating: 0, count: tree.clusters)
    for (cluster, lambda) in zip(tree.pointClusters, tree.pointLambdas) {
      let birth = tree.births[Int(cluster)]
      // Where both are infinite, nothing lies between them.
      if lambda > birth { stabilities[Int(cluster)] += lambda - birth }
    }
    for cluster in 1..<max(1, tree.clusters) where tree.births[cluster].isFinite {
      let parent = Int(tree.parents[cluster])
      stabilities[parent] +=
        (tree.births[cluster] - tree.births[parent]) * Double(tree.sizes[cluster])
    }
    return stabilities
  }

  /// The clusters that together have the most stability.
  private func excessOfMass() -> [Int] {
    var stabilities = Self.stabilities(tree)
    var isChosen = [Bool](repeating: false, count: tree.clusters)
    for cluster in (0..<tree.clusters).reversed() where cluster > 0 || options.allowsSingleCluster {
      let below = children[cluster].reduce(0.0) { $0 + stabilities[$1] }
      if below > stabilities[cluster] || tree.sizes[cluster] > options.maximumClusterSize ?? .max {
        stabilities[cluster] = below
      } else {
        isChosen[cluster] = true
      }
    }
    return topmost(isChosen)
  }

  /// The clusters that are not below another chosen one.
  private func topmost(_ isChosen: [Bool]) -> [Int] {
    var isCovered = [Bool](repeating: false, count: tree.clusters)
    for cluster in 1..<max(1, tree.clusters) {
      let parent = Int(tree.parents[cluster])
      isCovered[cluster] = isCovered[parent] || isChosen[parent]
    }
    return isChosen.indices.filter { isChosen[$0] && !isCovered[$0] }
  }

  private func leaves() -> [Int] {
    children.indices.filter { $0 > 0 && children[$0].isEmpty }
  }

  /// Replaces clusters that are born at a distance below epsilon by the cluster above them that is
  /// not ([Malzer and Baum 2020](https://doi.org/10.1109/MFI49285.2020.9235263)).
  private func merged(_ chosen: [Int]) -> [Int] {
    guard options.selectionEpsilon > 0, chosen != [0] else { return chosen }
    return Array(Set(chosen.map(ancestor))).sorted()
  }

  private func ancestor(of chosen: Int) -> Int {
    var cluster = chosen
    while 1 / tree.births[cluster] < options.selectionEpsilon {
      let parent = Int(tree.parents[cluster])
      if parent == 0 { return options.allowsSingleCluster ? 0 : cluster }
      cluster = parent
    }
    return cluster
  }
}
