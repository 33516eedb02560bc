/// The cluster of each point, how clearly it belongs there, and how much of an outlier it is.
struct Memberships {
  /// The cluster of each point by its label, or −1 for noise.
  private(set) var labels: [Int]
  /// The share of its cluster's largest *λ* at which each point leaves it, in `0...1`; 0 for noise.
  let strengths: [Double]
  /// The clusters of the tree by their label.
  let chosen: [Int]

  /// Labels the points of `tree` by the clusters that were chosen from it.
  ///
  /// Labels go by size, larger ones first, and equal sizes by their first row.
  ///
  /// - Complexity: O(*n*)
  init(_ tree: CondensedTree, chosen: [Int], epsilon: Double) {
    let owners = tree.owners(of: chosen)
    let floor = Memberships.floor(tree, chosen: chosen, epsilon: epsilon)
    var members = tree.pointClusters.indices.map { point in
      let owner = owners[Int(tree.pointClusters[point])]
      return owner == 0 && tree.pointLambdas[point] < floor ? -1 : owner
    }
    let order = Self.order(members, chosen)
    self.chosen = order
    let deaths = tree.deaths
    strengths = members.indices.map { point in
      members[point] < 0
        ? 0 : Self.strength(tree.pointLambdas[point], largest: deaths[members[point]])
    }
    var labels = [Int](repeating: -1, count: tree.clusters)
    for (label, cluster) in order.enumerated() { labels[cluster] = label }
    for point in members.indices where members[point] >= 0 {
      members[point] = labels[members[point]]
    }
    self.labels = members
  }

  /// The share that `lambda` has of the largest of its cluster.
  static func strength(_ lambda: Double, largest: Double) -> Double {
    if largest == 0 || !lambda.isFinite { return 1 }
    return min(lambda, largest) / largest
  }

  /// The *λ* that points need to belong to a cluster of all points: else everything would.
  static func floor(_ tree: CondensedTree, chosen: [Int], epsilon: Double) -> Double {
    guard chosen == [0] else { return 0 }
    return epsilon > 0 ? 1 / epsilon : tree.deaths[0]
  }

  private static func order(_ members: [Int], _ chosen: [Int]) -> [Int] {
    var sizes: [Int: (count: Int, first: Int)] = [:]
    for (point, cluster) in members.enumerated() where cluster >= 0 {
      sizes[cluster, default: (0, point)].count += 1
    }
    return chosen.filter { sizes[$0] != nil }.sorted { a, b in
      let (a, b) = (sizes[a] ?? (0, 0), sizes[b] ?? (0, 0))
      return a.count != b.count ? a.count > b.count : a.first < b.first
    }
  }
}

extension CondensedTree {
  /// The chosen cluster that each cluster is or lies below, or −1.
  func owners(of chosen: [Int]) -> [Int] {
    var owners = [Int](repeating: -1, count: clusters)
    for cluster in chosen { owners[cluster] = cluster }
    for cluster in 1..<max(1, clusters) where owners[cluster] < 0 {
      owners[cluster] = owners[Int(parents[cluster])]
    }
    return owners
  }
}
