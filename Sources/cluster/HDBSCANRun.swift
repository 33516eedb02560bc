import Artifacts
import Clustering
import LinearAlgebra
import NearestNeighbors
import StageSupport

/// A run of `cluster --method hdbscan`: reads the vectors, clusters or assigns them, and writes the
/// tables.
struct HDBSCANRun {
  private let command: Cluster
  private var arguments: HDBSCANArguments { command.hdbscan }
  private var common: CommonOptions { command.common }

  /// The squared number of vectors times their dimensions above which the density-based validity is
  /// left out: some seconds.
  private static let validityLimit = 4e9

  init(_ command: Cluster) {
    self.command = command
  }

  /// Runs the whole and commits the output.
  func run() throws {
    var output = try StageOutput(command)
    let saved = try command.model.map { try SavedDensityModel(contentsOf: $0, &output) }
    let isUnit = saved?.isUnit ?? command.normalize
    let input = try ClusterInput(command, isUnit: isUnit, &output)
    try saved?.check(input, normalize: command.normalize)
    let points = input.points.block(0..<input.ids.count)
    let fitted = try saved?.model ?? fit(points, input)
    let result = DensityResult(
      fitted, points, isFitted: saved == nil, reassigning: arguments.reassignNoise,
      threads: common.threads)
    let night = saved == nil ? try Night(input, labels: result.labels, command, &output) : nil
    let numbers = night?.matching.numbers ?? saved?.numbers ?? []
    var tables = try ClusterTables(
      input, result.memberships, numbers: numbers, representatives: result.representatives,
      command: command, &output)
    tables.ownMeasures = measures(result, points)
    try tables.write(&output)
    let model = SavedDensityModel(
      fitted, ids: saved?.ids ?? input.ids, numbers: numbers, isUnit: isUnit)
    try writeTable(
      output.file("tree.tsv"), columns: SavedDensityModel.treeColumns, model.treeRecords)
    try model.write(
      to: output.file("model/points.npy"), options: output.file("model/options.tsv"),
      tree: output.file("model/tree.tsv"))
    try night?.write(&output)
    if fitted.clusters == 0 {
      output.log.warning("no cluster was found: lower --min-cluster-size or --min-samples")
    }
    let summary =
      "\(input.ids.count) vectors → \(fitted.clusters) clusters, \(result.noise) in none"
      + (result.reassigned > 0 ? ", \(result.reassigned) reassigned" : "")
    let rows = RunRecord.Rows(input: input.ids.count, output: input.ids.count)
    if let matching = night?.matching, let objection = command.night.objection(to: matching) {
      throw try output.reject(rows: rows, because: objection)
    }
    try output.commit(rows: rows, summary + (night?.summary ?? ""))
  }

  private func fit(_ points: Matrix, _ input: ClusterInput) throws -> HDBSCANModel {
    do {
      return try HDBSCAN.fit(points, options: arguments.options(threads: common.threads))
    } catch HDBSCANError.unusableCoordinate(let row, let column) {
      throw FileError(
        .malformed, input.path,
        "the vector of '\(input.ids[row])' has 1e18 or more in column \(column)",
        remedy: "scale the vectors, or cluster them with --normalize")
    }
  }

  private func measures(
    _ result: DensityResult, _ points: Matrix
  ) -> [(name: String, value: Double)] {
    var measures: [(name: String, value: Double)] = [
      ("clusters", Double(result.model.clusters)),
      ("noise_share", Double(result.noise) / Double(points.rows)),
    ]
    if arguments.reassignNoise != nil { measures.append(("reassigned", Double(result.reassigned))) }
    let cost = Double(points.rows) * Double(points.rows) * Double(points.columns)
    if cost <= Self.validityLimit,
      let validity = DensityValidity(points, labels: result.labels, threads: common.threads)
    {
      measures.append(("dbcv", validity.score))
    }
    return measures
  }
}
