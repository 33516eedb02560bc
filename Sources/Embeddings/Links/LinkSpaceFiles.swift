import Artifacts
import LinearAlgebra

// The model folder of link embeddings: `documents.npy` and `targets.npy` with their tables beside them
// (id; id, documents), and `objective.tsv` (kind, scale, bias).
extension LinkSpace {
  /// The names of the files in a model folder.
  public static let files = [
    "documents.npy", "documents.tsv", "targets.npy", "targets.tsv", "objective.tsv",
  ]

  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try VectorTable.write(
      documentRows, documents.map { [$0] }, columns: ["id"], to: file("documents.npy"))
    try VectorTable.write(
      targetRows, zip(targets, documentsOfTarget).map { [$0, String($1)] },
      columns: ["id", "documents"], to: file("targets.npy"))
    try writeTable(
      file("objective.tsv"), columns: ["kind", "scale", "bias"],
      [[objective.kind.rawValue, decimal(objective.scale), decimal(objective.bias)]])
  }

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, or they do not fit together.
  public init(folder: String) throws(FileError) {
    let documents = try VectorTable(contentsOf: "\(folder)/documents.npy")
    let targets = try VectorTable(contentsOf: "\(folder)/targets.npy")
    guard documents.vectors.columns == targets.vectors.columns else {
      throw FileError(
        .malformed, "\(folder)/documents.npy",
        "has \(documents.vectors.columns) dimensions, targets.npy \(targets.vectors.columns)",
        remedy: "the two belong together; learn the model again")
    }
    self.init(
      documents: documents.ids, targets: targets.ids,
      documentsOfTarget: try targets.table.integers("documents"),
      documentRows: documents.vectors, targetRows: targets.vectors,
      objective: try Self.objective("\(folder)/objective.tsv"))
  }

  private static func objective(_ path: String) throws(FileError) -> LinkObjective {
    let table = try Table(contentsOf: path)
    let kinds = try table.column("kind")
    let (scales, biases) = (try table.numbers("scale"), try table.numbers("bias"))
    guard kinds.count == 1, let kind = LinkObjective.Kind(rawValue: kinds[0]) else {
      throw FileError(
        .malformed, path, "does not say whether it is a regression or a classification",
        remedy: "learn the model again")
    }
    return LinkObjective(kind, scale: Float(scales[0]), bias: Float(biases[0]))
  }
}
