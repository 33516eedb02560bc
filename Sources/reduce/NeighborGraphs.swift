import Artifacts
import LinearAlgebra
import NearestNeighbors
import Reduction
import StageSupport

extension NeighborArguments {
  /// The neighbors of each distinct vector, itself not among them; of fewer vectors, all others.
  ///
  /// They are those of `--neighbors-from`, or are searched. The neighbors of all vectors go to
  /// `neighbors.npy` and `distances.npy`; where few pairs were compared, the share of neighbors found
  /// in a sample goes into the record.
  ///
  /// - Throws: ``FileError`` if a file cannot be written, or those given belong to other vectors.
  func graph(
    of distinct: DistinctRows, count: Int, _ input: ReduceInput, _ output: inout StageOutput
  ) throws -> NeighborGraph {
    if let given = try given(distinct, count: count, input, &output) { return given }
    let method = NeighborSearch(
      distinct.points, metric: metric.metric, method: search, seed: input.seed,
      recall: recall)
    let found = method.run(neighbors: count, threads: input.threads)
    if !found.isExact { output.quality["neighbor_recall"] = found.recall.value }
    try NeighborFiles.write(distinct.spread(found.graph)) { try output.file($0) }
    return found.graph
  }

  private func given(
    _ distinct: DistinctRows, count: Int, _ input: ReduceInput, _ output: inout StageOutput
  ) throws -> NeighborGraph? {
    guard let folder = neighborsFrom else { return nil }
    let files = try NeighborFiles(
      neighbors: output.input("\(folder)/neighbors.npy", ""),
      distances: output.input("\(folder)/distances.npy", ""))
    let wanted = min(count, distinct.points.rows - 1)
    let all = try files.graph(
      neighbors: max(files.count, wanted), of: input.table.points,
      metric: metric.metric)
    guard let graph = distinct.gather(all, count: wanted) else {
      output.log.warning(
        "equal vectors leave fewer than \(wanted) neighbors in \(folder); they are searched anew")
      return nil
    }
    try NeighborFiles.write(all) { try output.file($0) }
    return graph
  }
}
