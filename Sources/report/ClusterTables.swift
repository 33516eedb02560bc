import Artifacts
import Reporting

/// The cluster of each id.
struct Assignments {
  let path: String
  let clusterOf: [String: Int]
}

/// Reads clusters.tsv.
func readAssignments(_ path: String) throws -> Assignments {
  let table = try Table(contentsOf: path)
  try table.requireRecords()
  return Assignments(
    path: path,
    clusterOf: try Dictionary(
      uniqueKeysWithValues: zip(table.keys("id"), table.integers("cluster"))))
}

/// The clusters with what the tables of several stages say about them.
struct ClusterTables {
  /// The clusters in ascending order, noise not among them.
  private(set) var clusters: [ReportCluster]

  private let position: [Int: Int]
  private let path: String

  init(_ assignments: Assignments) {
    let sizes = Dictionary(assignments.clusterOf.values.map { ($0, 1) }, uniquingKeysWith: +)
    let numbers = sizes.keys.filter { $0 >= 0 }.sorted()
    clusters = numbers.map { ReportCluster(number: $0, size: sizes[$0] ?? 0) }
    position = Dictionary(uniqueKeysWithValues: zip(numbers, 0...))
    path = assignments.path
  }

  mutating func addSummary(_ path: String) throws {
    let table = try Table(contentsOf: path)
    let silhouettes = try table.column("silhouette")
    try forEachRow(table) { row, cluster in
      cluster.silhouette = Double(silhouettes[row])
    }
  }

  mutating func addAttributes(_ path: String) throws {
    let table = try Table(contentsOf: path)
    let (fields, values) = (try table.column("field"), try table.column("value"))
    let (shares, overall) = (try table.numbers("share"), try table.numbers("overall"))
    try forEachRow(table) { row, cluster in
      cluster.attributes.append(
        .init(
          field: fields[row], value: values[row], share: shares[row], overall: overall[row]))
    }
  }

  mutating func addTopics(_ path: String) throws {
    let table = try Table(contentsOf: path)
    let (topics, labels) = (try table.integers("topic"), try table.column("label"))
    let (documents, npmi) = (try table.integers("documents"), try table.numbers("npmi"))
    let diversity = try table.numbers("diversity")
    try forEachRow(table) { row, cluster in
      cluster.topics.append(.init(label: labels[row], documents: documents[row]))
      guard topics[row] == 0 else { return }
      (cluster.label, cluster.documents) = (labels[row], documents[row])
      (cluster.npmi, cluster.diversity) = (npmi[row], diversity[row])
    }
  }

  /// Adds what tells a cluster from the two that are most like it; of each list the first words.
  mutating func addContrast(_ path: String) throws {
    let table = try Table(contentsOf: path)
    let (others, kinds) = (try table.integers("other"), try table.column("kind"))
    let words = try table.column("word")
    try forEachRow(table) { row, cluster in
      if cluster.contrasts.last?.other != others[row] {
        cluster.contrasts.append(.init(other: others[row], shared: [], own: []))
      }
      let last = cluster.contrasts.count - 1
      guard last < Self.contrasts.clusters else { return }
      let isShared = kinds[row] == "both"
      let list = isShared ? cluster.contrasts[last].shared : cluster.contrasts[last].own
      guard list.count < Self.contrasts.words else { return }
      if isShared {
        cluster.contrasts[last].shared.append(words[row])
      } else {
        cluster.contrasts[last].own.append(words[row])
      }
    }
    for index in clusters.indices {
      clusters[index].contrasts = Array(clusters[index].contrasts.prefix(Self.contrasts.clusters))
    }
  }

  /// The number of clusters that a cluster is compared with on its card, and of words of each list.
  private static let contrasts = (clusters: 2, words: 5)

  mutating func addTerms(_ path: String) throws {
    let table = try Table(contentsOf: path)
    let (topics, words) = (try table.integers("topic"), try table.column("word"))
    let weights = try table.numbers("weight")
    try forEachRow(table) { row, cluster in
      guard topics[row] == 0 else { return }
      cluster.terms.append(.init(word: words[row], weight: weights[row]))
    }
  }

  mutating func addRepresentatives(_ path: String, titles: [String: String]) throws {
    let table = try Table(contentsOf: path)
    let (topics, ids) = (try table.integers("topic"), try table.column("id"))
    let (authors, texts) = (try table.column("author"), try table.column("text"))
    try forEachRow(table) { row, cluster in
      guard topics[row] == 0 else { return }
      // The first words of a post may be its title too.
      let title = titles[ids[row]].flatMap { texts[row].hasPrefix($0) ? nil : $0 }
      let names = [title ?? "", authors[row]].filter { !$0.isEmpty }
      let source = names.isEmpty ? ids[row] : names.joined(separator: ", ")
      cluster.representatives.append(.init(text: texts[row], source: source))
    }
  }

  mutating func addProducts(_ path: String) throws {
    let table = try Table(contentsOf: path)
    let (products, titles) = (try table.column("product"), try table.column("title"))
    let (categories, reasons) = (try table.column("category"), try table.column("because"))
    let scores = try table.numbers("score")
    try forEachRow(table) { row, cluster in
      cluster.suggestions.append(
        .init(
          product: products[row], title: titles[row], category: categories[row],
          score: scores[row], because: withoutDocuments(reasons[row])))
    }
  }

  /// Calls `body` with each row of a table and the cluster it is about; noise is passed over.
  private mutating func forEachRow(
    _ table: Table, _ body: (Int, inout ReportCluster) -> Void
  ) throws {
    for (row, number) in try table.integers("cluster").enumerated() where number >= 0 {
      guard let index = position[number] else {
        throw table.error(
          row: row, "cluster \(number) is not in \(path)",
          remedy: "the two are of different runs; run the stage that writes this table again")
      }
      body(row, &clusters[index])
    }
  }
}

/// A reason without the ids of documents: the card shows the documents themselves.
private func withoutDocuments(_ reason: String) -> String {
  let parts = reason.split(separator: "; ").filter { !$0.hasPrefix("see ") }
  return parts.joined(separator: "; ")
}
