import Artifacts
import LinearAlgebra

// The model folder of LSA: `terms.npy` (terms, dimensions) with `terms.tsv` (id, documents) beside it,
// and `corpus.tsv` (documents, singular values).
extension LSA {
  private static let termColumns = ["id", "documents"]
  private static let corpusColumns = ["name", "value"]

  /// Writes the model; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try VectorTable.write(
      termVectors,
      zip(vocabulary.terms, vocabulary.documents).map { [$0, String($1)] },
      columns: Self.termColumns, to: file("terms.npy"))
    let values = singularValues.enumerated().map { ["singular_value_\($0 + 1)", decimal($1)] }
    try writeTable(
      file("corpus.tsv"), columns: Self.corpusColumns,
      [["documents", String(vocabulary.corpusSize)]] + values)
  }

  /// Reads the model in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed.
  public init(folder: String) throws(FileError) {
    let terms = try VectorTable(contentsOf: "\(folder)/terms.npy")
    let corpus = try Table(contentsOf: "\(folder)/corpus.tsv")
    try corpus.requireRecords()
    let values = try corpus.numbers("value")
    self.init(
      vocabulary: Vocabulary(
        terms: terms.ids, documents: try terms.table.integers("documents"),
        corpusSize: Int(values[0])),
      termVectors: terms.vectors, singularValues: values.dropFirst().map { Float($0) })
  }
}
