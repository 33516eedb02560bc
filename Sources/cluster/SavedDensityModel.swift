import Artifacts
import Clustering
import LinearAlgebra
import StageSupport

/// A model of `--method hdbscan` in its folder.
///
/// `points.npy` holds the fitted vectors, in bytewise order of their ids, and `points.tsv` of each its
/// core distance, the cluster of the tree that it falls out of, and the λ (1 ÷ distance) at which it
/// does. `tree.tsv` holds the clusters of the tree: parent, child, λ at birth, size, and what those
/// that were chosen are called. `options.tsv` holds the options that labels follow from.
struct SavedDensityModel {
  let model: HDBSCANModel
  /// The ids of the fitted vectors.
  let ids: [String]
  /// What each cluster is called.
  let numbers: [Int]
  /// Whether vectors are brought to length 1 before they are assigned.
  let isUnit: Bool

  /// The columns of `tree.tsv`.
  static let treeColumns = ["parent", "child", "lambda", "size", "cluster"]
  private static let pointColumns = ["id", "core", "node", "lambda"]

  init(_ model: HDBSCANModel, ids: [String], numbers: [Int], isUnit: Bool) {
    (self.model, self.ids, self.numbers, self.isUnit) = (model, ids, numbers, isUnit)
  }

  /// Reads the model in `folder`, and notes its files as inputs.
  init(contentsOf folder: String, _ output: inout StageOutput) throws {
    let path = try output.input("\(folder)/points.npy", "")
    for name in ["points.tsv", "tree.tsv", "options.tsv"] {
      _ = try output.input("\(folder)/\(name)", "")
    }
    let saved = try VectorTable(contentsOf: path)
    let settings = try DensitySettings(contentsOf: "\(folder)/options.tsv")
    let clusters = try Table(contentsOf: "\(folder)/tree.tsv")
    let tree = try Self.tree(clusters, points: saved.table)
    model = HDBSCANModel(
      saved.vectors, cores: try saved.table.numbers("core"), tree, settings.options)
    let names = try clusters.column("cluster")
    numbers = try model.chosen.map { node in
      guard let number = Int(names[node]) else {
        throw clusters.error(
          row: node, "'\(names[node])' is no number of a cluster", remedy: "fit the model again")
      }
      return number
    }
    ids = saved.ids
    isUnit = settings.isUnit
  }

  /// Throws if `points` do not fit the model.
  func check(_ input: ClusterInput, normalize: Bool) throws {
    guard input.dimensions == model.points.columns else {
      throw FileError(
        .malformed, input.path,
        "has vectors of \(input.dimensions) dimensions, the model \(model.points.columns)",
        remedy: "reduce the vectors with the model that the clusters were fitted after")
    }
    if normalize && !isUnit {
      throw UsageError("--normalize: the model was fitted without it; leave it out or fit again")
    }
  }

  /// Writes `points.npy` to `path`, the options to theirs, and the tables beside them.
  func write(to path: String, options: String, tree: String) throws {
    let condensed = model.tree
    let records = ids.indices.lazy.map { row in
      [
        ids[row], decimal(model.cores[row]), "\(condensed.pointClusters[row])",
        lambda(condensed.pointLambdas[row]),
      ]
    }
    try VectorTable.write(model.points, records, columns: Self.pointColumns, to: path)
    try writeTable(tree, columns: Self.treeColumns, treeRecords)
    try DensitySettings(options: model.options, isUnit: isUnit).write(to: options)
  }

  /// The records of `tree.tsv`.
  var treeRecords: [[String]] {
    let tree = model.tree
    var labels = [String](repeating: "", count: tree.clusters)
    for (label, cluster) in model.chosen.enumerated() { labels[cluster] = "\(numbers[label])" }
    return (0..<tree.clusters).map { cluster in
      [
        tree.parents[cluster] < 0 ? "" : "\(tree.parents[cluster])", "\(cluster)",
        lambda(tree.births[cluster]), "\(tree.sizes[cluster])", labels[cluster],
      ]
    }
  }

  private static func tree(_ table: Table, points: Table) throws -> CondensedTree {
    try table.requireRecords()
    let parents = try table.column("parent").enumerated().map { row, field in
      guard let parent = row == 0 ? -1 : Int32(field), parent < row else {
        throw table.error(
          row: row, "'\(field)' is no parent of cluster \(row)", remedy: "fit the model again")
      }
      return parent
    }
    let nodes = try points.integers("node")
    if let row = nodes.firstIndex(where: { $0 < 0 || $0 >= parents.count }) {
      throw points.error(
        row: row, "\(table.path) has no cluster \(nodes[row])", remedy: "fit the model again")
    }
    return CondensedTree(
      pointClusters: nodes.map { Int32($0) }, pointLambdas: try lambdas(points), parents: parents,
      births: try lambdas(table), sizes: try table.integers("size"))
  }

  private static func lambdas(_ table: Table) throws -> [Double] {
    try table.column("lambda").enumerated().map { row, field in
      guard let value = Double(field), value >= 0 else {
        throw table.error(row: row, "'\(field)' is no λ", remedy: "fit the model again")
      }
      return value
    }
  }
}

/// A λ, `inf` where it is infinite.
private func lambda(_ value: Double) -> String { value.isFinite ? decimal(value) : "inf" }
