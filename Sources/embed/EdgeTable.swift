import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// The edges of `--edges`: a table with the columns source, target, and perhaps weight.
struct EdgeTable {
  /// An edge that is left out, and why.
  struct Reject: Sendable {
    var source: String
    var target: String
    var reason: String
  }

  let path: String
  /// The ids of the two ends of each row.
  let ends: [(source: String, target: String)]
  let weights: [Float]

  /// Reads the table at `path`.
  ///
  /// - Throws: `FileError` if it is malformed, or a weight is not above 0.
  init(_ path: String) throws(FileError) {
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    let (sources, targets) = (try table.column("source"), try table.column("target"))
    for row in 0..<table.count where sources[row].isEmpty || targets[row].isEmpty {
      throw table.error(row: row, "an end of the edge is empty", remedy: "name both nodes")
    }
    ends = Array(zip(sources, targets)).map { (source: $0, target: $1) }
    guard table.columns.contains("weight") else {
      weights = [Float](repeating: 1, count: table.count)
      self.path = path
      return
    }
    weights = try table.numbers("weight").map { Float($0) }
    if let row = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw table.error(
        row: row, "the weight \(weights[row]) is not above 0",
        remedy: "leave out edges without weight; edges have no sign")
    }
    self.path = path
  }

  /// The ids of all ends, in bytewise order.
  var ids: [String] {
    let names = Array(Set(ends.lazy.flatMap { [$0.source, $0.target] }))
    return bytewiseOrder(names).map { names[$0] }
  }

  /// The edges between nodes that `number` knows; the others are rejects, and so is an edge from a node to
  /// itself.
  func forEachEdge(
    _ number: (String) -> Int?, _ body: (_ source: Int, _ target: Int, _ weight: Float) -> Void
  ) -> [Reject] {
    var rejects: [Reject] = []
    for (row, (source, target)) in ends.enumerated() {
      if source == target {
        rejects.append(Reject(source: source, target: target, reason: "self-edge"))
      } else if let a = number(source), let b = number(target) {
        body(a, b, weights[row])
      } else {
        rejects.append(Reject(source: source, target: target, reason: "unknown-id"))
      }
    }
    return rejects
  }

  /// Writes the edges that were left out, in bytewise order.
  ///
  /// - Throws: `FileError` if the table cannot be written.
  static func write(_ rejects: [Reject], to path: String) throws(FileError) {
    let records = rejects.map { [$0.source, $0.target, $0.reason] }
    let order = bytewiseOrder(records.map { $0.joined(separator: "\t") })
    try writeTable(path, columns: Schema.edgeRejects, order.lazy.map { records[$0] })
  }
}
