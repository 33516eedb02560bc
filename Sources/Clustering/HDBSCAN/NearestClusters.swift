import LinearAlgebra

/// The cluster that a point of no cluster is nearest to.
public struct NearestCluster: Sendable, Equatable {
  /// The label of the cluster.
  public let label: Int
  /// The mutual reachability distance of the point to the nearest of the cluster's points.
  public let distance: Double
  /// The strength that the point would have in the cluster, in `0...1`.
  public let strength: Double
}

extension HDBSCANModel {
  /// Finds the nearest cluster of each point that is noise: that of the fitted point which is nearest
  /// by mutual reachability, and belongs to one.
  ///
  /// - Parameters:
  ///   - points: Points, of shape (points, dimensions).
  ///   - assignments: What is known of them, as ``assignments`` or ``predict(_:threads:)`` say.
  ///   - threads: The number of threads; the result does not depend on it.
  /// - Returns: nil for points that belong to a cluster, and for all if there are no clusters.
  /// - Complexity: O(log *n*) a point of noise in few dimensions, O(*n*) in many.
  public func nearestClusters(
    of points: Matrix, _ assignments: [DensityAssignment], threads: Int
  ) -> [NearestCluster?] {
    precondition(assignments.count == points.rows, "an assignment for each point")
    let members = labels.indices.filter { labels[$0] >= 0 }
    guard !members.isEmpty, assignments.contains(where: { $0.label < 0 }) else {
      return assignments.map { _ in nil }
    }
    let tree = KDTree(self.points.rows(members), threads: threads)
    let squaredCores = tree.rows.map { cores[members[Int($0)]] * cores[members[Int($0)]] }
    let deaths = self.tree.deaths
    let parts = parallelMap(count: points.rows, chunk: 256, threads: threads) { rows in
      tree.withView { view in
        let search = ReachabilitySearch(view, squaredCores: squaredCores)
        return rows.map { row -> NearestCluster? in
          let assignment = assignments[row]
          guard assignment.label < 0 else { return nil }
          let found = search.find(
            points[row: row], squaredCore: assignment.core * assignment.core, from: tree.root)
          let label = labels[members[Int(tree.rows[found.position])]]
          let distance = found.weight.squareRoot()
          return NearestCluster(
            label: label, distance: distance,
            strength: Memberships.strength(
              distance > 0 ? 1 / distance : .infinity, largest: deaths[chosen[label]]))
        }
      }
    }
    return parts.flatMap { $0 }
  }
}
