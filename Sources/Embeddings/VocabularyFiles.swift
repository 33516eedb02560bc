import Artifacts

// A vocabulary as files: `terms.tsv` (id, documents) in bytewise order, and `corpus.tsv` (name,
// value) with the number of documents. The folder of an LSA model has both, so its vocabulary can
// be read too.
extension Vocabulary {
  /// Writes the vocabulary; `file` gives the path of a file by its name.
  ///
  /// - Throws: ``FileError`` if a file cannot be written.
  public func write(_ file: (_ name: String) throws -> String) throws {
    try writeTable(
      file("terms.tsv"), columns: ["id", "documents"],
      zip(terms, documents).lazy.map { [$0, String($1)] })
    try writeTable(
      file("corpus.tsv"), columns: ["name", "value"], [["documents", String(corpusSize)]])
  }

  /// Reads the vocabulary in `folder`.
  ///
  /// - Throws: ``FileError`` if a file is missing or malformed, if terms are not in bytewise order,
  ///   or if more documents have a term than there are.
  public init(folder: String) throws(FileError) {
    let corpus = try Table(contentsOf: "\(folder)/corpus.tsv")
    let again = "learn the model again"
    guard let row = try corpus.column("name").firstIndex(of: "documents"),
      let size = Int(corpus.string(row, try corpus.index(of: "value"))), size >= 0
    else {
      throw FileError(.malformed, corpus.path, "has not the number of documents", remedy: again)
    }
    let table = try Table(contentsOf: "\(folder)/terms.tsv")
    try table.requireRecords()
    let terms = try table.keys("id")
    let documents = try table.integers("documents")
    for row in terms.indices {
      guard (0...size).contains(documents[row]) else {
        throw table.error(
          row: row, "\(documents[row]) of \(size) documents cannot hold the term", remedy: again)
      }
      guard row == 0 || precedesBytewise(terms[row - 1], terms[row]) else {
        throw table.error(
          row: row, "'\(terms[row])' is not behind the term before it",
          remedy: "sort the file, as with: LC_ALL=C sort")
      }
    }
    self.init(terms: terms, documents: documents, corpusSize: size)
  }
}
