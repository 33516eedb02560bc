import Artifacts
import LinearAlgebra
import NearestNeighbors
import StageSupport

/// The vectors to cluster and their ids, in bytewise order of the ids, so that the order of the file
/// does not matter.
///
/// Up to half a gigabyte is read into memory; more than that stays in the file, from which rows are
/// read as they are needed.
struct ClusterInput {
  /// The ids, one a row.
  let ids: [String]
  /// The vectors, of length 1 if the clusters are those of directions.
  let points: PointSource
  /// The number of dimensions of the vectors.
  var dimensions: Int { points.columns }
  /// The path of the vectors.
  let path: String

  /// Reads `--vectors`, or those of the stage before, brought to length 1 if `isUnit`.
  init(_ command: Cluster, isUnit: Bool, _ output: inout StageOutput) throws {
    path = try output.input(command.vectors, "reduce/reduced.npy")
    let threads = command.common.threads
    let table = try PointTable(contentsOf: path, threads: threads)
    let order = bytewiseOrder(table.ids)
    ids = order.map { table.ids[$0] }
    if var vectors = table.matrix {
      if order != Array(0..<order.count) { vectors = vectors.rows(order) }
      if isUnit { vectors.forEachRow(threads: threads) { normalize(&$1) } }
      points = PointSource(vectors)
    } else {
      let ordered = table.points.selecting(order)
      points = isUnit ? ordered.normalized() : ordered
    }
  }
}
