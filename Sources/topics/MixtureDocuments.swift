import Artifacts
import DocumentTerms
import TopicModeling

/// The documents that topics are found in, as one group or as a group for each cluster.
struct MixtureDocuments {
  /// Documents whose topics are found together.
  struct Group {
    /// The number of the cluster, or −1 for all documents.
    let cluster: Int
    /// The documents of ``MixtureDocuments/corpus``, ascending.
    let members: [Int]
  }

  /// The number of the group of all documents.
  static let all = -1

  let table: Table
  /// The rows of the table in bytewise order of the ids, so that the order of the file does not matter.
  let rows: [Int]
  /// The ids in that order.
  let ids: [String]
  /// The author of each document in that order.
  let authors: [String]
  /// The terms of the documents in that order.
  let corpus: DocumentTermMatrix
  let groups: [Group]
  /// The clusters, if they are known: their numbers, and the documents of each.
  let clusters: [Group]
  /// Whose each document is, for terms that must be used by several: its author where authors were
  /// clustered, else itself.
  let owners: [Int]
  /// The records of `rejects.tsv` of documents that are in no group.
  let rejects: [[String]]

  /// Reads the documents, and the clusters where there is a table of them.
  ///
  /// Each cluster is a group if `byCluster`; otherwise all documents are one.
  ///
  /// - Throws: ``FileError`` if a table cannot be read, has no records or lacks a column.
  init(documents: String, clusters: String?, byCluster: Bool, threads: Int) throws {
    let grouping = try clusters.map { try GroupedDocuments(documents: documents, clusters: $0) }
    let table = try grouping?.table ?? Table(contentsOf: documents)
    try table.requireRecords()
    let keys = try table.keys("id")
    let order = bytewiseOrder(keys)
    let tokens = try table.index(of: "tokens")
    let author = try table.index(of: "author")
    var places = [Int](repeating: 0, count: keys.count)
    for (place, row) in order.enumerated() { places[row] = place }
    self.table = table
    rows = order
    ids = order.map { keys[$0] }
    authors = order.map { table.string($0, author) }
    corpus = DocumentTermMatrix(count: table.count, threads: threads) {
      table.string(order[$0], tokens)
    }
    self.clusters =
      grouping.map { grouping in
        zip(grouping.clusters, grouping.classes.members).map { cluster, members in
          Group(cluster: cluster, members: members.map { places[$0] }.sorted())
        }
      } ?? []
    owners =
      grouping.map { grouping in order.map { grouping.classes.owners[$0] } }
      ?? Array(order.indices)
    groups =
      byCluster
      ? self.clusters : [Group(cluster: Self.all, members: Array(order.indices))]
    let unclustered = byCluster ? grouping?.rejects ?? [] : []
    rejects = unclustered.sorted { precedesBytewise($0[0], $1[0]) }
  }
}
