import LinearAlgebra

/// Which vectors belong to each cluster.
public struct ClusterMembers: Sendable {
  /// The rows of the vectors of each cluster.
  public let rows: [[Int]]

  /// Gathers the members of clusters.
  ///
  /// - Parameters:
  ///   - labels: The cluster of each vector; a negative one is noise and belongs to none.
  ///   - clusters: The number of clusters, above all labels.
  ///   - order: The rows in the order in which they are added up; by default as they stand. Sums then
  ///     do not depend on the order of a file.
  /// - Complexity: O(*vectors*)
  public init(labels: [Int], clusters: Int, order: [Int]? = nil) {
    var rows = [[Int]](repeating: [], count: clusters)
    for row in order ?? Array(labels.indices) where labels[row] >= 0 {
      rows[labels[row]].append(row)
    }
    self.rows = rows
  }

  private init(rows: [[Int]]) { self.rows = rows }

  /// The number of members of each cluster.
  public var sizes: [Int] { rows.map(\.count) }

  /// The clusters that have members.
  public var used: [Int] { rows.indices.filter { !rows[$0].isEmpty } }

  /// At most `limit` members of each cluster, drawn at random, in the same order.
  ///
  /// - Complexity: O(*vectors*)
  public func sample(_ limit: Int, seed: UInt64) -> ClusterMembers {
    ClusterMembers(
      rows: rows.indices.map { cluster in
        guard rows[cluster].count > limit else { return rows[cluster] }
        var generator = KeyedGenerator(seed: seed, purpose: "members of a cluster", index: cluster)
        var places = Array(rows[cluster].indices)
        for place in 0..<limit {
          places.swapAt(place, place + generator.below(places.count - place))
        }
        return places.prefix(limit).sorted().map { rows[cluster][$0] }
      })
  }
}
