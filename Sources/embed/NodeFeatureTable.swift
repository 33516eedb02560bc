import Artifacts
import DocumentTerms
import Embeddings
import Foundation
import LinearAlgebra
import StageSupport

/// What `--node-features` tells of nodes besides their edges, in the bytewise order of their ids.
struct NodeFeatureTable {
  /// What a node has.
  enum Contents {
    /// A vector, of shape (ids, features).
    case vectors(Matrix)
    /// Names, of which some occur with many nodes.
    case bags(DocumentTermMatrix)
  }

  let path: String
  let ids: [String]
  let contents: Contents

  /// Reads vectors (.npy with its table), or a table with the columns id and features.
  ///
  /// - Throws: `FileError` if a file is malformed.
  init(_ path: String, _ output: inout StageOutput, threads: Int) throws {
    self.path = try output.input(path, "")
    if path.hasSuffix(".npy") {
      let table = try VectorTable(contentsOf: path)
      let order = bytewiseOrder(table.ids)
      ids = order.map { table.ids[$0] }
      contents = .vectors(table.vectors.rows(order))
      return
    }
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    let names = try table.keys("id")
    // A table of two columns may call the second as it likes.
    let others = table.columns.filter { $0 != "id" }
    let column = try table.column(others.count == 1 ? others[0] : "features")
    let order = bytewiseOrder(names)
    ids = order.map { names[$0] }
    contents = .bags(DocumentTermMatrix(order.map { column[$0] }, threads: threads))
  }

  /// The row of each of some ids, or nil.
  func rows(of names: some Sequence<String>) -> [Int?] {
    let rows = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    return names.map { rows[$0] }
  }

  /// The features of the rows, for the first layer of a network or for propagation.
  ///
  /// - Throws: `FileError` if they are not what a model learned from; `bags` is what it made of names.
  func features(_ bags: FeatureBags?, columns: Int? = nil, threads: Int) throws -> NodeFeatures {
    let features: NodeFeatures
    switch (contents, bags) {
    case (.vectors(let vectors), nil): features = NodeFeatures(vectors)
    case (.bags(let counts), let bags?): features = bags.features(of: counts, threads: threads)
    case (.vectors, _), (.bags, _):
      throw FileError(
        .malformed, path,
        "has \(bags == nil ? "names" : "vectors"), the model learned from "
          + (bags == nil ? "vectors" : "names"), remedy: "give the features of the same kind")
    }
    guard columns ?? features.columns == features.columns else {
      throw FileError(
        .malformed, path,
        "has \(features.columns) features a node, the model learned from \(columns ?? 0)",
        remedy: "give features of the same dimensions")
    }
    return features
  }
}

/// What names of features are made into: their TF-IDF for a network, or directions in which they vary
/// together for propagation, which cannot learn which names belong together.
enum FeatureBags {
  case weights(Vocabulary)
  case directions(LSA)

  /// Opens what a model has, in the folder `features`; nil if its features were no names.
  ///
  /// - Throws: `FileError` if a file is malformed.
  init?(model: String, _ output: inout StageOutput) throws {
    let folder = "\(model)/features"
    guard FileManager.default.fileExists(atPath: "\(folder)/terms.tsv") else { return nil }
    for name in ["terms.tsv", "corpus.tsv"] { _ = try output.input("\(folder)/\(name)", "") }
    guard FileManager.default.fileExists(atPath: "\(folder)/terms.npy") else {
      self = .weights(try Vocabulary(folder: folder))
      return
    }
    _ = try output.input("\(folder)/terms.npy", "")
    self = .directions(try LSA(folder: folder))
  }

  /// The features of bags, of shape (bags, features), rows of length 1.
  func features(of counts: DocumentTermMatrix, threads: Int) -> NodeFeatures {
    switch self {
    case .weights(let vocabulary):
      NodeFeatures(TermWeights(vocabulary).weights(of: counts.counts(of: vocabulary.terms)))
    case .directions(let lsa): NodeFeatures(lsa.vectors(of: counts, threads: threads))
    }
  }

  /// Writes them into the model.
  ///
  /// - Throws: `FileError` if a file cannot be written.
  func write(_ output: borrowing StageOutput) throws {
    switch self {
    case .weights(let vocabulary):
      try vocabulary.write { try output.file("model/features/\($0)") }
    case .directions(let lsa): try lsa.write { try output.file("model/features/\($0)") }
    }
  }
}
