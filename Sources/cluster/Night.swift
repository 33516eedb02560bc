import Artifacts
import Clustering
import LinearAlgebra
import StageSupport

/// The clusters of this run, numbered as those of the previous run that they continue.
struct Night {
  /// The numbers and what changed.
  let matching: ClusterMatching
  private let current: ClusterNight

  /// Matches clusters with those that the output folder holds; `labels` are the cluster of each row,
  /// from 0 without gaps, a negative one noise.
  ///
  /// - Throws: ``FileError`` if the previous run's files cannot be read.
  init(
    _ input: ClusterInput, labels: [Int], _ command: Cluster, _ output: inout StageOutput
  ) throws {
    let previous = command.night.fromScratch ? nil : try Self.previous(&output)
    current = ClusterNight(
      ids: input.ids, labels: labels, points: input.points, threads: command.common.threads)
    matching = ClusterMatching(previous: previous, current: current)
  }

  /// Reads the clusters of the previous run; nil if there was none.
  private static func previous(_ output: inout StageOutput) throws -> ClusterNight? {
    guard let clusters = output.previous("clusters.tsv"),
      let centroids = output.previous("centroids.npy"),
      let changes = output.previous("changes.tsv")
    else { return nil }
    for path in [clusters, centroids, changes] { _ = try output.input(path, "") }
    let rows = try Table(contentsOf: clusters)
    let means = try VectorTable(contentsOf: centroids)
    let numbers = try means.table.integers("id")
    let labels = try rows.integers("cluster")
    if let row = labels.firstIndex(where: { $0 >= 0 && !numbers.contains($0) }) {
      throw rows.error(
        row: row, "cluster \(labels[row]) is not in \(centroids)",
        remedy: "put the files of one run there, or use --from-scratch")
    }
    let retired = try Table(contentsOf: changes)
    let sizes = try retired.column("size")
    return ClusterNight(
      ids: try rows.keys("id"), labels: labels, numbers: numbers, centroids: means.vectors,
      spreads: try means.table.numbers("spread"),
      retired: zip(try retired.integers("cluster"), sizes).filter { $0.1.isEmpty }.map(\.0))
  }

  /// Writes `centroids.npy` with its table, and `changes.tsv`.
  func write(_ output: inout StageOutput) throws {
    let order = matching.numbers.indices.sorted { matching.numbers[$0] < matching.numbers[$1] }
    try VectorTable.write(
      current.centroids.rows(order),
      order.map {
        ["\(matching.numbers[$0])", "\(current.sizes[$0])", decimal(current.spreads[$0])]
      }, columns: Schema.clusterCentroids, to: output.file("centroids.npy"))
    try writeTable(
      output.file("changes.tsv"), columns: Schema.clusterChanges,
      matching.changes.map { change in
        [
          "\(change.number)", change.kind.rawValue,
          change.related.map(String.init).joined(separator: " "),
          change.size.map(String.init) ?? "", change.previousSize.map(String.init) ?? "",
          "\(change.shared)", change.shift.map { decimal($0) } ?? "",
        ]
      })
    if let drift = matching.sizeDrift { output.quality["size_drift"] = drift }
    if let kept = matching.keptShare { output.quality["kept_share"] = kept }
  }

  /// What the summary line says of changes; empty where there are none.
  var summary: String {
    let kinds: [ClusterChange.Kind] = [.born, .died, .split, .merged]
    guard matching.sizeDrift != nil else { return "" }
    let counts = kinds.compactMap { kind in
      let count = matching.changes.count { $0.kind == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    return counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))"
  }
}
