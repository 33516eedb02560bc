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

  private static let memory = 1 << 29

  /// Reads `--vectors`, or those of the stage before, brought to length 1 if `isUnit`.
  init(_ command: Cluster, isUnit: Bool, _ output: inout StageOutput) throws {
    path = try output.input(command.vectors, "reduce/reduced.npy")
    let file = try VectorFile(path)
    let name = path.hasSuffix(".npy") ? String(path.dropLast(4)) : path
    let table = try Table(contentsOf: name + ".tsv")
    guard file.rows * file.columns * 4 > Self.memory else {
      let table = try VectorTable(contentsOf: path)
      let order = bytewiseOrder(table.ids)
      ids = order.map { table.ids[$0] }
      var vectors = table.vectors
      if order != Array(0..<order.count) { vectors = vectors.rows(order) }
      if isUnit { vectors.forEachRow(threads: command.common.threads) { normalize(&$1) } }
      points = PointSource(vectors)
      return
    }
    guard file.rows == table.count else {
      throw FileError(
        .malformed, path, "has \(file.rows) rows, but \(table.path) has \(table.count) records",
        remedy: "the two belong together; run the stage that writes them again")
    }
    let keys = try table.keys("id")
    let order = bytewiseOrder(keys)
    ids = order.map { keys[$0] }
    try Self.requireFinite(file, threads: command.common.threads)
    points = Self.source(file, order, isUnit: isUnit)
  }

  /// The rows of a mapped file in some order.
  private static func source(_ file: VectorFile, _ order: [Int], isUnit: Bool) -> PointSource {
    let columns = file.columns
    return PointSource(rows: file.rows, columns: columns) { rows, target in
      for row in rows {
        let start = (row - rows.lowerBound) * columns
        var part = target._mutatingExtracting(start..<start + columns)
        PointSource.copy(file[row: order[row]], to: &part)
        if isUnit { normalize(&part) }
      }
    }
  }

  private static func requireFinite(_ file: VectorFile, threads: Int) throws {
    guard file.isFloat else {
      throw FileError(
        .malformed, file.path, "holds integers", remedy: "give a file of float32 numbers")
    }
    let bad = parallelMap(count: file.rows, chunk: 4096, threads: threads) { rows in
      rows.first { row in
        let numbers = file[row: row]
        return !numbers.indices.allSatisfy { numbers[$0].isFinite }
      }
    }
    if let row = bad.compactMap({ $0 }).first {
      throw FileError(
        .malformed, file.path, "row \(row) holds a number that is not finite",
        remedy: "vectors must be finite; make the file again")
    }
  }
}
