import Artifacts
import Recommendation

/// Which vectors belong to which cluster.
struct Members {
  /// The ids of the vectors.
  let ids: [String]
  /// The numbers of the clusters, ascending: over the nights some fall out of use.
  let numbers: [Int]
  /// The place in ``numbers`` of each vector's cluster; negative for noise.
  let labels: [Int]
  /// The rows of each cluster, in bytewise order of their ids.
  let clusters: ClusterMembers

  /// Reads `clusters.tsv`, whose records may stand in another order than the vectors.
  ///
  /// - Throws: ``FileError`` with the line of an id that only one of the two has.
  init(contentsOf path: String, of vectors: VectorTable) throws {
    let table = try Table(contentsOf: path)
    let read = try table.integers("cluster")
    let rows = try matched(
      table.keys("id"), in: table, with: vectors.ids, in: vectors.table,
      remedy: "both must describe the same vectors; run reduce and cluster again")
    let numbers = Set(read).filter { $0 >= 0 }.sorted()
    let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    var labels = read
    for (row, position) in rows.enumerated() { labels[position] = places[read[row]] ?? -1 }
    self.labels = labels
    self.numbers = numbers
    ids = vectors.ids
    clusters = ClusterMembers(
      labels: labels, clusters: numbers.count, order: bytewiseOrder(vectors.ids))
  }

  /// The number of each vector's cluster by the vector's id, noise left out.
  var clusterOf: [String: Int] {
    let pairs = zip(ids, labels).filter { $0.1 >= 0 }.map { ($0, numbers[$1]) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}

/// The positions of `keys` among `others`, which must be the same, in whatever order.
///
/// - Throws: ``FileError`` with the line of a key that only one of the two tables has.
private func matched(
  _ keys: [String], in table: Table, with others: [String], in otherTable: Table, remedy: String
) throws -> [Int] {
  let positions = Dictionary(zip(others, others.indices)) { first, _ in first }
  let rows = try keys.enumerated().map { row, key in
    guard let position = positions[key] else {
      throw table.error(row: row, "'\(key)' is not in \(otherTable.path)", remedy: remedy)
    }
    return position
  }
  let known = Set(keys)
  if let row = others.firstIndex(where: { !known.contains($0) }) {
    throw otherTable.error(row: row, "'\(others[row])' is not in \(table.path)", remedy: remedy)
  }
  return rows
}
