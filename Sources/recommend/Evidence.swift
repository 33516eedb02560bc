import Artifacts
import Recommendation
import StageSupport

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

/// The typical documents of each cluster, of all its topics, the most typical first.
///
/// - Throws: ``FileError`` if the table is malformed.
func readRepresentatives(_ path: String) throws -> [Int: ClusterDocuments] {
  let table = try Table(contentsOf: path)
  let (ids, texts) = (try table.column("id"), try table.column("text"))
  let (clusters, ranks) = (try table.integers("cluster"), try table.integers("rank"))
  return Dictionary(grouping: clusters.indices) { clusters[$0] }.mapValues { rows in
    ClusterDocuments(
      rows.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { (ids[$0], texts[$0]) })
  }
}

/// The categories of products that clusters or their members are known to like.
///
/// - Throws: ``FileError`` if the table is malformed or says nothing about any cluster.
func readTruth(_ path: String, _ members: Members, _ log: Log) throws -> ProductPrecision {
  let table = try Table(contentsOf: path)
  let categories = try table.column("category")
  let known: ProductPrecision
  if table.columns.contains("cluster") {
    let numbers = Set(members.numbers)
    var suiting: [Int: Set<String>] = [:]
    for (cluster, category) in zip(try table.integers("cluster"), categories)
    where numbers.contains(cluster) {
      suiting[cluster, default: []].insert(category)
    }
    known = ProductPrecision(suiting: suiting)
  } else {
    let clusterOf = members.clusterOf
    var interests: [String: Set<String>] = [:]
    for (id, category) in zip(try table.column("id"), categories) {
      interests[id, default: []].insert(category)
    }
    let unknown = interests.keys.count { clusterOf[$0] == nil }
    if unknown > 0 {
      log.warning("\(path): \(unknown) of \(interests.count) ids are in no cluster")
    }
    var byCluster: [Int: [Set<String>]] = [:]
    for (id, liked) in interests {
      if let cluster = clusterOf[id] { byCluster[cluster, default: []].append(liked) }
    }
    known = ProductPrecision(interests: byCluster)
  }
  guard !known.suiting.isEmpty else {
    throw FileError(
      .malformed, path, "says nothing about any cluster",
      remedy: "it needs the columns 'id' (as in cluster/clusters.tsv) or 'cluster', and 'category'")
  }
  return known
}

/// The values of a field of each id; several are separated by `|`.
///
/// - Throws: ``FileError`` if the table is malformed.
func readTags(_ path: String, field name: String) throws -> [String: Set<String>] {
  let table = try Table(contentsOf: path)
  let (id, field, value) = (
    try table.index(of: "id"), try table.index(of: "field"), try table.index(of: "value")
  )
  var tags: [String: Set<String>] = [:]
  for row in 0..<table.count where table.string(row, field) == name {
    let values = table.string(row, value).split(separator: "|").map(String.init)
    tags[table.string(row, id), default: []].formUnion(values)
  }
  return tags
}
