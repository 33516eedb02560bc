import Artifacts
import TopicModeling

/// The documents and the cluster that each is in, by itself or through its author.
struct GroupedDocuments {
  let table: Table
  let ids: [String]
  /// The author of each document.
  let authors: [String]
  /// The numbers of the clusters, ascending; class *i* is the cluster `clusters[i]`.
  let clusters: [Int]
  let classes: DocumentClasses
  /// The records of `rejects.tsv`: the documents that are in no cluster, and why.
  let rejects: [[String]]

  /// The number of documents in a cluster.
  var used: Int { ids.count - rejects.count }

  /// Reads the two tables.
  ///
  /// - Throws: ``FileError`` with the line of an id that is neither a document's nor an author's, or if no
  ///   document is in a cluster.
  init(documents: String, clusters: String) throws(FileError) {
    table = try Table(contentsOf: documents)
    try table.requireRecords()
    let assignments = try Table(contentsOf: clusters)
    try assignments.requireRecords()
    let members = try assignments.keys("id")
    let labels = try assignments.integers("cluster")
    ids = try table.keys("id")
    authors = try table.column("author")
    let documentIds = Set(ids)
    let byDocument = members.allSatisfy(documentIds.contains)
    let keys = byDocument ? ids : authors
    let known = byDocument ? documentIds : Set(keys)
    if let row = members.indices.first(where: { !known.contains(members[$0]) }) {
      throw assignments.error(
        row: row, "'\(members[row])' is neither a document nor an author of \(documents)",
        remedy: "run the stages from clean on again")
    }
    // Noise, which has a negative number, is in no cluster.
    let numbers = Set(labels.filter { $0 >= 0 }).sorted()
    let position = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    let classOfKey = Dictionary(uniqueKeysWithValues: zip(members, labels.map { position[$0] }))
    var owners: [String: Int] = [:]
    let ownerOfDocument = keys.map { key -> Int in
      owners[key] = owners[key] ?? owners.count
      return owners[key] ?? 0
    }
    self.clusters = numbers
    classes = DocumentClasses(
      keys.map { classOfKey[$0] ?? nil }, count: numbers.count,
      owners: byDocument ? nil : ownerOfDocument)
    rejects = zip(ids, keys).compactMap { id, key in
      switch classOfKey[key] {
      case .some(.some): nil
      case .some(.none): [id, "noise", "'\(key)' is in no cluster"]
      case .none: [id, "not-clustered", "'\(key)' has no row in \(clusters)"]
      }
    }
    guard used > 0 else {
      throw FileError(
        .empty, clusters, "puts no document into a cluster",
        remedy: "lower cluster's --min-cluster-size, or look at its quality.tsv")
    }
  }
}
