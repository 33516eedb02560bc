import Artifacts
import Clustering
import LinearAlgebra
import StageSupport

/// A fitted model in its folder: `centroids.npy`, and beside it `centroids.tsv`, whose records say
/// of each cluster its number (`id`), its size, the mean distance of its members (`spread`), and whether
/// vectors are brought to length 1 before they are assigned (`scale`: `unit` or `raw`).
struct SavedModel {
  let model: KMeansModel
  /// What each cluster is called.
  let numbers: [Int]
  /// Whether vectors are brought to length 1.
  let isUnit: Bool
  private static let columns = ["id", "size", "spread", "scale"]

  init(model: KMeansModel, numbers: [Int], isUnit: Bool) {
    self.model = model
    self.numbers = numbers
    self.isUnit = isUnit
  }

  /// Reads the model in `folder`, and notes both files as inputs.
  init(contentsOf folder: String, output: inout StageOutput) throws {
    let path = try output.input("\(folder)/centroids.npy", "")
    _ = try output.input("\(folder)/centroids.tsv", "")
    let saved = try VectorTable(contentsOf: path)
    let spreads = try saved.table.numbers("spread")
    if let row = spreads.firstIndex(where: { $0 <= 0 }) {
      throw saved.table.error(
        row: row, "the spread is not positive", remedy: "fit the model again")
    }
    let sizes = try saved.table.integers("size")
    model = KMeansModel(centroids: saved.vectors, sizes: sizes, spreads: spreads)
    numbers = try saved.table.integers("id")
    isUnit = try saved.table.column("scale").allSatisfy { $0 == "unit" }
  }

  /// Throws if `input` does not fit the model.
  func check(_ input: ClusterInput, normalize: Bool) throws {
    guard input.dimensions == model.centroids.columns else {
      throw FileError(
        .malformed, input.path,
        "has vectors of \(input.dimensions) dimensions, the model \(model.centroids.columns)",
        remedy: "reduce the vectors with the model that the clusters were fitted after")
    }
    if normalize && !isUnit {
      throw UsageError("--normalize: the model was fitted without it; leave it out or fit again")
    }
  }

  /// Writes `centroids.npy` to `path` and `centroids.tsv` beside it.
  func write(to path: String) throws {
    let records = model.spreads.indices.map { cluster in
      [
        "\(numbers[cluster])", "\(model.sizes[cluster])", decimal(model.spreads[cluster]),
        isUnit ? "unit" : "raw",
      ]
    }
    try VectorTable.write(model.centroids, records, columns: Self.columns, to: path)
  }
}
