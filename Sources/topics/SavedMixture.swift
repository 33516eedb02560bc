import Artifacts
import LinearAlgebra
import StageSupport
import TopicModeling

/// A fitted model in its folder, from which the topics of other documents are found:
///
/// - `method.tsv` (name, value): `method`, and what it was told;
/// - `clusters.tsv` (cluster, documents): the groups of documents that have topics of their own, −1 for
///   all documents, and how many each was fitted to;
/// - `topics.tsv` (cluster, topic, label, prior): the topics, with the prior of their shares;
/// - `terms.tsv` (cluster, term, documents) with `terms.npy` of shape (terms, topics) beside it: what is
///   known of each term in each topic of its group, and how many documents have it.
struct SavedMixture {
  /// The topics of one group.
  struct Group {
    let cluster: Int
    /// The number of documents that it was fitted to.
    let documents: Int
    /// The terms in bytewise order.
    let terms: [String]
    /// The number of documents that have each term.
    let documentFrequencies: [Int]
    /// The label of each topic.
    let labels: [String]
    /// The prior of the share of each topic.
    let priors: [Double]
    /// What is known of the terms, of shape (terms, topics).
    let termTopics: Matrix
  }

  private let record: [String: String]
  let groups: [Group]
  /// The path of the table of the method, for messages.
  private let path: String

  init(record: [String: String], groups: [Group]) {
    self.record = record
    self.groups = groups
    path = "method.tsv"
  }

  /// Whether each cluster has topics of its own.
  var isByCluster: Bool { groups.allSatisfy { $0.cluster != MixtureDocuments.all } }

  /// The model of a group.
  ///
  /// - Throws: ``FileError`` if the method is not known, or its priors make no sense.
  func model(of group: Group) throws(FileError) -> any MixtureModel {
    switch record["method"] {
    case "lda":
      guard let inference = record["inference"].flatMap({ LDAModel.Inference(rawValue: $0) }),
        group.priors.allSatisfy({ $0 > 0 })
      else { throw damaged("has no inference, or topics.tsv no positive priors") }
      return LDAModel(
        inference: inference, termTopics: group.termTopics, documentPrior: group.priors)
    case "nmf":
      guard let loss = record["loss"].flatMap({ NMFOptions.Loss(rawValue: $0) }) else {
        throw damaged("has no loss")
      }
      return NMFModel(
        loss: loss, termTopics: group.termTopics, documents: group.documents,
        documentFrequencies: group.documentFrequencies)
    default: throw damaged("has no method, lda or nmf")
    }
  }

  private func damaged(_ problem: String) -> FileError {
    FileError(.malformed, path, problem, remedy: "fit the topics again")
  }
}

extension SavedMixture {
  private static let files = ["method.tsv", "clusters.tsv", "topics.tsv", "terms.tsv", "terms.npy"]

  /// Writes the folder.
  func write(_ output: borrowing StageOutput) throws {
    let names = record.keys.sorted()
    try writeTable(
      output.file("model/method.tsv"), columns: ["name", "value"],
      names.map { [$0, record[$0] ?? ""] })
    try writeTable(
      output.file("model/clusters.tsv"), columns: ["cluster", "documents"],
      groups.map { [String($0.cluster), String($0.documents)] })
    try writeTable(
      output.file("model/topics.tsv"), columns: ["cluster", "topic", "label", "prior"],
      groups.flatMap { group in
        group.labels.indices.map {
          [String(group.cluster), String($0), group.labels[$0], decimal(group.priors[$0])]
        }
      })
    try writeTable(
      output.file("model/terms.tsv"), columns: ["cluster", "term", "documents"],
      groups.lazy.flatMap { group in
        group.terms.indices.lazy.map {
          [String(group.cluster), group.terms[$0], String(group.documentFrequencies[$0])]
        }
      })
    // Groups of fewer topics than others have zeros behind them.
    let topics = groups.map(\.termTopics.columns).max() ?? 0
    var writer = try VectorWriter(
      path: output.file("model/terms.npy"), rows: groups.reduce(0) { $0 + $1.terms.count },
      columns: topics)
    for group in groups { try writer.append(group.termTopics.withColumns(topics)) }
    try writer.commit()
  }

  /// Reads the folder, and notes its files as inputs.
  init(contentsOf folder: String, output: inout StageOutput) throws {
    for name in Self.files { _ = try output.input("\(folder)/\(name)", "") }
    let method = try Table(contentsOf: "\(folder)/method.tsv")
    let clusters = try Table(contentsOf: "\(folder)/clusters.tsv")
    let topics = try Table(contentsOf: "\(folder)/topics.tsv")
    let terms = try Table(contentsOf: "\(folder)/terms.tsv")
    let weights = try VectorFile("\(folder)/terms.npy").matrix()
    guard weights.rows == terms.count else {
      throw FileError(
        .malformed, "\(folder)/terms.npy",
        "has \(weights.rows) rows, but \(terms.path) has \(terms.count) records",
        remedy: "the two belong together; fit the topics again")
    }
    path = method.path
    record = Dictionary(
      uniqueKeysWithValues: zip(try method.keys("name"), try method.column("value")))
    _ = try clusters.keys("cluster")
    let topicRows = rowsByNumber(try topics.integers("cluster"))
    let termRows = rowsByNumber(try terms.integers("cluster"))
    let (labels, priors) = (try topics.column("label"), try topics.numbers("prior"))
    let (names, frequencies) = (try terms.column("term"), try terms.integers("documents"))
    groups = try zip(clusters.integers("cluster"), clusters.integers("documents")).enumerated().map
    {
      row, entry in
      let own = topicRows[entry.0] ?? []
      let rows = termRows[entry.0] ?? []
      guard !own.isEmpty, own.count <= weights.columns, !rows.isEmpty,
        Set(rows.map { names[$0] }).count == rows.count
      else {
        throw clusters.error(
          row: row, "cluster \(entry.0) has no topics, no terms, or one of them twice",
          remedy: "fit the topics again")
      }
      return Group(
        cluster: entry.0, documents: entry.1, terms: rows.map { names[$0] },
        documentFrequencies: rows.map { frequencies[$0] }, labels: own.map { labels[$0] },
        priors: own.map { priors[$0] },
        termTopics: weights.rows(rows).withColumns(own.count))
    }
  }
}

/// The rows of each number, ascending.
private func rowsByNumber(_ numbers: [Int]) -> [Int: [Int]] {
  Dictionary(grouping: numbers.indices) { numbers[$0] }
}

extension Matrix {
  /// The matrix with its first columns only, or with columns of zeros behind them.
  fileprivate func withColumns(_ count: Int) -> Matrix {
    guard count != columns else { return self }
    var result = Matrix(rows: rows, columns: count)
    result.forEachRow(threads: 1) { index, target in
      let source = self[row: index]
      for column in 0..<min(count, source.count) { target[column] = source[column] }
    }
    return result
  }
}
