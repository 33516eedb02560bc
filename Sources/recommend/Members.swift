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
  }
}

/// The terms of each cluster, all its topics together.
///
/// - Throws: ``FileError`` if the table is malformed.
func readTerms(_ path: String) throws -> [Int: ClusterTerms] {
  let table = try Table(contentsOf: path)
  let (tokens, words) = (try table.column("term"), try table.column("word"))
  let weights = try table.numbers("weight")
  var terms: [Int: [Term]] = [:]
  for (row, cluster) in try table.integers("cluster").enumerated() {
    terms[cluster, default: []].append(
      Term(token: tokens[row], word: words[row], weight: weights[row]))
  }
  return terms.mapValues { ClusterTerms($0) }
}

/// What the members of each cluster are linked to; links of other ids have no part in it.
///
/// - Throws: ``FileError`` if the table is malformed.
func readLinks(_ path: String, _ members: Members) throws -> [Int: ClusterLinks] {
  let table = try Table(contentsOf: path)
  var targets: [String: [String]] = [:]
  for (id, target) in zip(try table.column("id"), try table.column("target")) {
    targets[id, default: []].append(target)
  }
  var byCluster: [Int: [[String]]] = [:]
  for (id, label) in zip(members.ids, members.labels) where label >= 0 {
    byCluster[members.numbers[label], default: []].append(targets[id] ?? [])
  }
  return byCluster.mapValues { ClusterLinks($0) }
}
