import Artifacts
import Embeddings
import LinearAlgebra
import StageSupport

/// Documents whose vectors come of their known words, and their authors.
struct PlacedDocuments {
  let table: TokenTable
  let corpus: WordCorpus
  let threads: Int
  /// Places texts, of which those without a vector get zeros.
  let place: (Sentences) -> Matrix

  /// Writes the vectors of documents, and of authors if these are pooled: an author is the text of all
  /// the author's documents, in the order of their ids.
  ///
  /// - Returns: The number of vectors, and of documents without one.
  /// - Throws: `FileError` if no document has a vector, or a file cannot be written.
  func write(
    _ pool: Embed.Pool, _ output: borrowing StageOutput
  ) throws -> (written: Int, rejected: Int) {
    let groups = pool == .author ? try table.authors() : nil
    let hashes = table.hashes(threads: threads)
    let vectors = place(corpus.sentences)
    let known = table.ids.indices.filter { norm(vectors[row: $0]) > 0 }
    guard !known.isEmpty else {
      throw FileError(
        .empty, table.path, "no document gets a vector: all have the same words, or none known",
        remedy: "bring more documents, or lower --min-count")
    }
    try writeRejects(vectors, output)
    try VectorTable.write(
      vectors.rows(known),
      known.map { [table.ids[$0], "1", String(corpus.lengths[$0]), "0", hashes[$0]] },
      columns: Schema.vectors, to: output.file(groups == nil ? "vectors.npy" : "documents.npy"))
    let rejected = table.ids.count - known.count
    guard let groups else { return (known.count, rejected) }
    let authors = corpus.sentences.pooled(
      by: groups.authorOfDocument, count: groups.authors.count)
    let written = try writeNonzero(
      place(authors), groups.records(tokens: corpus.lengths, hashes: hashes),
      to: output.file("vectors.npy"))
    return (written, rejected)
  }

  private func writeRejects(_ vectors: Matrix, _ output: borrowing StageOutput) throws {
    let unknown = table.ids.indices.filter { norm(vectors[row: $0]) == 0 }
    let records = unknown.map { document in
      corpus.sentences.words(of: document).isEmpty
        ? [
          table.ids[document], "no-known-terms",
          "none of its \(corpus.lengths[document]) terms is known",
        ]
        : [
          table.ids[document], "nothing-distinct",
          "it has only what all documents have in common",
        ]
    }
    try writeTable(output.file("rejects.tsv"), columns: Schema.rejects, records)
  }
}
