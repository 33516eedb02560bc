/// How many of the products suggested to clusters are of a kind that their members are known to like.
public struct ProductPrecision: Sendable {
  /// The categories that suit each cluster, by its number; a cluster of which nothing is known is
  /// missing.
  public let suiting: [Int: Set<String>]

  /// Uses categories that are known of whole clusters.
  public init(suiting: [Int: Set<String>]) { self.suiting = suiting }

  /// Uses the categories that members are known to like, a set for each member of whom some are known.
  ///
  /// A category suits a cluster if at least half of these members like it; if none does, those that
  /// most of them like.
  ///
  /// - Complexity: O(*n*)
  public init(interests: [Int: [Set<String>]]) {
    suiting = interests.filter { !$0.value.isEmpty }.mapValues { members in
      var counts: [String: Int] = [:]
      for category in members.lazy.flatMap(\.self) { counts[category, default: 0] += 1 }
      let most = counts.values.max() ?? 0
      return Set(counts.filter { 2 * $0.value >= members.count || $0.value == most }.keys)
    }
  }

  /// The share of the first `count` places of a cluster's list that suit it: precision at `count`
  /// ([Manning, Raghavan and Schütze 2008], §8.4). A place that is empty does not.
  ///
  /// [Manning, Raghavan and Schütze 2008]: https://doi.org/10.1017/CBO9780511809071
  ///
  /// - Parameters:
  ///   - cluster: The number of the cluster.
  ///   - categories: The categories of its products, best first.
  ///   - count: The number of places that are looked at.
  /// - Returns: The share, or nil if nothing is known of the cluster.
  public func precision(cluster: Int, _ categories: [String], at count: Int) -> Double? {
    guard let known = suiting[cluster], count > 0 else { return nil }
    return Double(categories.prefix(count).count { known.contains($0) }) / Double(count)
  }

  /// The measures of all lists of products, `categories` by the number of their cluster.
  ///
  /// - `precision_at_5`: the mean over the clusters of which something is known
  /// - `lowest_precision_at_5`: the worst of them
  /// - `precision_at_5_cluster_0`: that of one
  public func measures(
    _ categories: [Int: [String]], at count: Int
  ) -> [(name: String, value: Double)] {
    let clusters = suiting.keys.sorted()
    let values = clusters.compactMap {
      precision(cluster: $0, categories[$0] ?? [], at: count)
    }
    guard let lowest = values.min() else { return [] }
    let name = "precision_at_\(count)"
    var measures: [(name: String, value: Double)] = [
      (name, values.reduce(0, +) / Double(values.count)), ("lowest_\(name)", lowest),
    ]
    for (cluster, value) in zip(clusters, values) {
      measures.append(("\(name)_cluster_\(cluster)", value))
    }
    return measures
  }
}
