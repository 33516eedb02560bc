extension CondensedTree {
  /// The points that stand for each of some clusters: those that stay to the end of a leaf below it.
  ///
  /// - Parameter chosen: The clusters.
  /// - Returns: The rows of each cluster's exemplars, ascending.
  /// - Complexity: O(*n*)
  public func exemplars(of chosen: [Int]) -> [[Int]] {
    let owners = owners(of: chosen)
    let (deaths, children) = (deaths, children)
    var labels = [Int](repeating: -1, count: clusters)
    for (label, cluster) in chosen.enumerated() { labels[cluster] = label }
    var exemplars = [[Int]](repeating: [], count: chosen.count)
    for (point, leaf) in pointClusters.enumerated() {
      let leaf = Int(leaf)
      guard children[leaf].isEmpty, pointLambdas[point] == deaths[leaf], owners[leaf] >= 0 else {
        continue
      }
      exemplars[labels[owners[leaf]]].append(point)
    }
    return exemplars
  }
}
