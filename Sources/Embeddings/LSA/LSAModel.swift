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
    let names = try corpus.column("name")
    let values = try corpus.numbers("value")
    guard names.count == terms.vectors.columns + 1, names.first == "documents" else {
      throw FileError(
        .malformed, corpus.path,
        "has not the number of documents and \(terms.vectors.columns) singular values",
        remedy: "it does not belong to terms.npy; learn the model again")
    }
    guard let size = Int(exactly: values[0]), size >= 0 else {
      throw corpus.error(
        row: 0, "'\(values[0])' is no number of documents", remedy: "learn the model again")
    }
    let documents = try terms.table.integers("documents")
    if let row = documents.firstIndex(where: { $0 < 0 || $0 > size }) {
      throw terms.table.error(
        row: row, "\(documents[row]) of \(size) documents cannot hold the term",
        remedy: "learn the model again")
    }
    self.init(
      vocabulary: Vocabulary(terms: terms.ids, documents: documents, corpusSize: size),
      termVectors: terms.vectors, singularValues: values.dropFirst().map { Float($0) })
  }
}
