import Artifacts
import Clustering

/// The table of `cluster compare`.
struct Comparison {
  /// What came of one method on one file.
  struct Trial {
    let vectors: String
    let method: String
    let quality: ClusterQuality
    /// The measures against known groups, if there are any.
    let agreement: [(name: String, value: Double)]
  }

  private let trials: [Trial]
  /// The measures by which trials are ranked, such that more is better; nil where there are no two
  /// clusters.
  private static let criteria: [@Sendable (ClusterQuality) -> Double?] = [
    { $0.silhouette?.mean }, { $0.daviesBouldin.map { -$0 } }, { $0.calinskiHarabasz },
  ]

  init(_ trials: [Trial]) { self.trials = trials }

  /// The names of the columns.
  var columns: [String] {
    [
      "vectors", "method", "clusters", "noise_share", "wcss", "davies_bouldin", "silhouette",
      "calinski_harabasz",
    ] + (trials.first?.agreement.map(\.name) ?? []) + ["rank", "best"]
  }

  /// The records, in the order of the trials.
  var records: [[String]] {
    let ranks = meanRanks
    let best = ranks.min()
    let winner = ranks.firstIndex { $0 == best }
    return trials.enumerated().map { index, trial in
      let quality = trial.quality
      let clusters = quality.sizes.count { $0 > 0 }
      return [
        trial.vectors, trial.method, "\(clusters)", decimal(quality.noiseShare),
        decimal(quality.inertia), field(quality.daviesBouldin), field(quality.silhouette?.mean),
        field(quality.calinskiHarabasz),
      ] + trial.agreement.map { decimal($0.value) } + [
        decimal(ranks[index]), index == winner ? "*" : "",
      ]
    }
  }

  /// The mean over the criteria of one more than the number of trials that do better.
  private var meanRanks: [Double] {
    let ranks = Self.criteria.map { criterion in
      let values = trials.map { criterion($0.quality) ?? -.infinity }
      return values.map { value in Double(1 + values.count { $0 > value }) }
    }
    return trials.indices.map { index in
      ranks.reduce(0) { $0 + $1[index] } / Double(ranks.count)
    }
  }

  private func field(_ value: Double?) -> String { value.map { decimal($0) } ?? "" }
}
