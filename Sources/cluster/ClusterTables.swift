import Artifacts
import Clustering
import LinearAlgebra
import StageSupport

/// The place of a vector among the clusters: what `clusters.tsv` says of it.
struct Membership: Sendable {
  /// Its cluster, or −1 for noise.
  var cluster: Int
  /// How clearly it belongs to its cluster, in `0...1`.
  var strength: Float
  /// How far it lies outside.
  var outlier: Float
  /// The cluster that comes next (or first, for noise), or −1 if there is none.
  var nearest: Int

  /// The fields that follow the id; `numbers` are what the clusters are called.
  func fields(_ numbers: [Int]) -> [String] {
    [
      cluster < 0 ? "-1" : "\(numbers[cluster])", decimal(strength), decimal(outlier),
      nearest < 0 ? "" : "\(numbers[nearest])",
    ]
  }
}

/// The tables that every method writes.
struct ClusterTables {
  /// The ids of the vectors.
  let ids: [String]
  /// The place of each vector.
  let memberships: [Membership]
  /// What each cluster is called; some may have no vectors.
  let numbers: [Int]
  /// The vector that stands for each cluster.
  let representatives: [Int?]
  /// The measures of the division.
  let quality: ClusterQuality
  /// How well the clusters meet known groups.
  let agreement: LabelAgreement?
  /// What is known of the vectors beside their numbers.
  let attributes: Attributes
  /// How well each cluster is found again in samples of the vectors; nil if that was not measured.
  var stabilities: [Double]?
  /// Measures that only the method has; they come first.
  var ownMeasures: [(name: String, value: Double)] = []

  /// Measures a division.
  ///
  /// - Throws: ``FileError`` if a table of labels or attributes cannot be read; `UsageError` if a field that
  ///   was asked for is not there.
  init(
    _ input: ClusterInput, _ memberships: [Membership], numbers: [Int], representatives: [Int?],
    command: Cluster, _ output: inout StageOutput
  ) throws {
    ids = input.ids
    self.memberships = memberships
    self.numbers = numbers
    self.representatives = representatives
    quality = ClusterQuality(
      input.points, labels: memberships.map(\.cluster), seed: command.common.seed,
      threads: command.common.threads)
    agreement = try command.labels.map {
      try LabelAgreement(output.input($0, ""), ids: input.ids, clusters: memberships.map(\.cluster))
    }
    attributes = try Attributes(input.ids, command.attributes, &output)
  }

  /// Writes `clusters.tsv`, `summary.tsv`, `quality.tsv` and, if anything is known of the vectors,
  /// `attributes.tsv`, and notes the measures in the record.
  func write(_ output: inout StageOutput) throws {
    try writeTable(
      output.file("clusters.tsv"), columns: Schema.clusters,
      ids.indices.lazy.map { [ids[$0]] + memberships[$0].fields(numbers) })
    let columns = Schema.clusterSummary + (stabilities == nil ? [] : ["stability"])
    try writeTable(output.file("summary.tsv"), columns: columns, summary)
    try writeTable(
      output.file("quality.tsv"), columns: Schema.quality,
      measures.map { [$0.name, decimal($0.value)] })
    let typical = attributes.records(labels: memberships.map(\.cluster), numbers: numbers)
    if !typical.isEmpty {
      try writeTable(
        output.file("attributes.tsv"), columns: Schema.clusterAttributes, typical)
    }
    for measure in measures { output.quality[measure.name] = measure.value }
  }

  private var summary: [[String]] {
    numbers.indices.sorted { numbers[$0] < numbers[$1] }.map { cluster in
      // With --model, the last clusters may have no members.
      let isKnown = cluster < quality.sizes.count
      let size = isKnown ? quality.sizes[cluster] : 0
      let silhouette = isKnown ? quality.silhouette?.clusterMeans[cluster] : nil
      return [
        "\(numbers[cluster])", "\(size)", decimal(Double(size) / Double(ids.count)),
        decimal(isKnown ? quality.inertias[cluster] : 0), silhouette.map { decimal($0) } ?? "",
        representatives[cluster].map { ids[$0] } ?? "",
      ] + (stabilities.map { [decimal($0[cluster])] } ?? [])
    }
  }

  private var measures: [(name: String, value: Double)] {
    let silhouette = quality.silhouette
    let isSample = silhouette.map { $0.standardError > 0 } ?? false
    let measures: [(String, Double?)] = [
      ("wcss", quality.inertia), ("davies_bouldin", quality.daviesBouldin),
      ("silhouette", silhouette?.mean),
      ("silhouette_error", isSample ? silhouette?.standardError : nil),
      ("calinski_harabasz", quality.calinskiHarabasz),
      ("stability", stabilities.map { $0.reduce(0, +) / Double(max(1, $0.count)) }),
    ]
    return ownMeasures + measures.compactMap { name, value in value.map { (name, $0) } }
      + (agreement?.measures ?? [])
  }
}
