import Artifacts
import Clustering
import LinearAlgebra

/// What `summary.tsv` says of each cluster.
struct Summary {
  /// The records, in the order of the clusters.
  let records: [[String]]

  /// Describes the clusters that `assignments` give the vectors called `ids`.
  init(
    _ model: KMeansModel, _ assignments: [Assignment], _ quality: ClusterQuality, ids: [String]
  ) {
    var representatives = [Int?](repeating: nil, count: model.centroids.rows)
    for (index, assignment) in assignments.enumerated() {
      let cluster = Int(assignment.label)
      let best = representatives[cluster].map { assignments[$0].squaredDistance } ?? .infinity
      if assignment.squaredDistance < best { representatives[cluster] = index }
    }
    records = representatives.enumerated().map { cluster, representative in
      // With --model, the last clusters may have no members.
      let isKnown = cluster < quality.sizes.count
      let size = isKnown ? quality.sizes[cluster] : 0
      let silhouette = isKnown ? quality.silhouette?.clusterMeans[cluster] : nil
      return [
        "\(cluster)", "\(size)", decimal(Double(size) / Double(ids.count)),
        decimal(isKnown ? quality.inertias[cluster] : 0), silhouette.map { decimal($0) } ?? "",
        representative.map { ids[$0] } ?? "",
      ]
    }
  }
}
