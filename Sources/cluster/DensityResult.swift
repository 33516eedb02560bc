import Clustering
import LinearAlgebra

/// The clusters of the vectors of a run, and what the tables say of them.
struct DensityResult {
  let model: HDBSCANModel
  /// The cluster of each vector, −1 for none.
  private(set) var labels: [Int]
  /// The number of vectors of no cluster that were put into the nearest one.
  private(set) var reassigned = 0
  private let assignments: [DensityAssignment]
  private let nearest: [NearestCluster?]

  /// The number of vectors that are in no cluster.
  var noise: Int { labels.count { $0 < 0 } }

  /// Takes the clusters of `points`, which are those that `model` was fitted to or others.
  init(
    _ model: HDBSCANModel, _ points: Matrix, isFitted: Bool, reassigning threshold: Double?,
    threads: Int
  ) {
    self.model = model
    assignments = isFitted ? model.assignments : model.predict(points, threads: threads)
    nearest = model.nearestClusters(of: points, assignments, threads: threads)
    labels = assignments.map(\.label)
    if let threshold {
      for (row, cluster) in nearest.enumerated() {
        guard let cluster, cluster.strength >= threshold else { continue }
        labels[row] = cluster.label
        reassigned += 1
      }
    }
  }

  /// What the tables say of each vector. One that was put into the nearest cluster has the same
  /// `cluster` and `nearest`, and no other has.
  var memberships: [Membership] {
    labels.indices.map { row in
      let isReassigned = labels[row] != assignments[row].label
      let strength = isReassigned ? nearest[row]?.strength : assignments[row].strength
      return Membership(
        cluster: labels[row], strength: Float(strength ?? 0),
        outlier: Float(assignments[row].outlier), nearest: nearest[row]?.label ?? -1)
    }
  }

  /// The member of each cluster of the greatest strength, of equal ones that in the densest place.
  var representatives: [Int?] {
    var representatives = [Int?](repeating: nil, count: model.clusters)
    for (row, label) in labels.enumerated() where label >= 0 && assignments[row].label == label {
      guard let best = representatives[label] else {
        representatives[label] = row
        continue
      }
      let (a, b) = (assignments[row], assignments[best])
      if (-a.strength, a.core) < (-b.strength, b.core) { representatives[label] = row }
    }
    return representatives
  }
}
