import Artifacts
import LinearAlgebra

// The model folder of PCA: `pca.npy` with the mean and then the components, of shape
// (1 + components, dimensions), and `pca.tsv` beside it (id, variance): the variance of the mean's row
// is the total.
extension PCA {
  private static let columns = ["id", "variance"]

  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    let rows = Matrix(
      rows: components.rows + 1, columns: mean.count, elements: mean + components.elements)
    let records = variances.enumerated().map { ["component_\($0 + 1)", decimal($1)] }
    try VectorTable.write(
      rows, [["mean", decimal(totalVariance)]] + records, columns: Self.columns,
      to: file("pca.npy"))
  }

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed.
  public init(folder: String) throws(FileError) {
    let model = try VectorTable(contentsOf: "\(folder)/pca.npy")
    let variances = try model.table.numbers("variance")
    guard model.ids[0] == "mean" else {
      throw model.table.error(
        row: 0, "the first record is '\(model.ids[0])', not 'mean'",
        remedy: "it is not a model of PCA; learn one again")
    }
    let dimensions = model.vectors.columns
    self.init(
      mean: Array(model.vectors.elements[..<dimensions]),
      components: Matrix(
        rows: model.vectors.rows - 1, columns: dimensions,
        elements: Array(model.vectors.elements[dimensions...])),
      variances: Array(variances.dropFirst()), totalVariance: variances[0])
  }
}
