import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// The documents to embed and what is embedded of them: themselves, or their authors.
struct Corpus {
  let path: String
  let ids: [String]
  /// The counts of the documents.
  let documents: DocumentTermMatrix
  /// The counts of what gets a vector.
  let units: DocumentTermMatrix

  /// The ids of what gets a vector.
  var unitIds: [String] { authors?.authors ?? ids }

  private let texts: [String]
  private let authors: AuthorGroups?

  init(_ command: Embed, _ output: inout StageOutput) throws {
    path = try output.input(command.documents, "clean/documents.tsv")
    let table = try Table(contentsOf: path)
    try table.requireRecords()
    ids = try table.keys("id")
    switch command.features {
    case .tokens:
      texts = try table.column("tokens")
    case .links:
      let links = try Table(contentsOf: output.input(command.links, "clean/links.tsv"))
      texts = try Self.linksByDocument(links, ids: ids).map(Embed.joined)
    }
    documents = DocumentTermMatrix(
      texts, separator: command.separator, threads: command.common.threads)
    guard command.pool == .author else {
      authors = nil
      units = documents
      return
    }
    let authors = try AuthorGroups(requiringAuthors: table.column("author"), in: path)
    self.authors = authors
    units = documents.pooled(by: authors.authorOfDocument, count: authors.authors.count)
  }

  /// The link targets of each document.
  private static func linksByDocument(
    _ links: Table, ids: [String]
  ) throws(FileError) -> [[String]] {
    let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    let targets = try links.column("target")
    var lists = [[String]](repeating: [], count: ids.count)
    for (row, id) in try links.column("id").enumerated() {
      guard let number = numbers[id] else {
        throw links.error(
          row: row, "there is no document '\(id)'", remedy: "run clean again, or remove the line")
      }
      lists[number].append(targets[row])
    }
    return lists
  }

  /// Writes the vectors, and those of the documents where authors are embedded.
  ///
  /// - Returns: The number of vectors, and of documents without any known term.
  func writeVectors(
    _ lsa: LSA, threads: Int, _ output: borrowing StageOutput
  ) throws -> (written: Int, rejected: Int) {
    let hashes = parallelMap(count: texts.count, chunk: 2048, threads: threads) { range in
      range.map { shortTextDigest(texts[$0]) }
    }.flatMap { $0 }
    let vectors = lsa.vectors(of: documents, threads: threads)
    let known = ids.indices.filter { norm(vectors[row: $0]) > 0 }
    let unknown = Set(ids.indices).subtracting(known).sorted()
    let lengths = documents.lengths
    try writeTable(
      output.file("rejects.tsv"), columns: Schema.rejects,
      unknown.map { [ids[$0], "no-known-terms", "none of its \(lengths[$0]) terms is known"] })
    try VectorTable.write(
      vectors.rows(known), known.map { [ids[$0], "1", String(lengths[$0]), "0", hashes[$0]] },
      columns: Schema.vectors, to: output.file(authors == nil ? "vectors.npy" : "documents.npy"))
    guard let authors else { return (known.count, unknown.count) }
    let written = try writeNonzero(
      lsa.vectors(of: units, threads: threads), authors.records(tokens: lengths, hashes: hashes),
      to: output.file("vectors.npy"))
    return (written, unknown.count)
  }
}
