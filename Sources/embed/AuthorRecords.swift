import Artifacts
import Embeddings
import LinearAlgebra

extension AuthorGroups {
  /// Groups documents by author.
  ///
  /// - Throws: `FileError` about the table at `path` if a document has no author.
  init(requiringAuthors authorsOfDocuments: [String], in path: String) throws(FileError) {
    self.init(authorsOfDocuments: authorsOfDocuments)
    if authors.first == "" {
      throw FileError(
        .malformed, path, "has documents without an author",
        remedy: "fill the column, or use --pool document")
    }
  }

  /// The record of each author's vector, made of what is known of each document.
  func records(tokens: [Int], truncated: [Int]? = nil, hashes: [String]) -> [[String]] {
    let counts = sums(of: hashes.map { _ in 1 })
    let tokens = sums(of: tokens)
    let truncated = truncated.map { sums(of: $0) }
    var hashesOfAuthor = [String](repeating: "", count: authors.count)
    for (hash, author) in zip(hashes, authorOfDocument) { hashesOfAuthor[author] += hash }
    return authors.indices.map { author in
      [
        authors[author], String(counts[author]), String(tokens[author]),
        String(truncated?[author] ?? 0), shortTextDigest(hashesOfAuthor[author]),
      ]
    }
  }
}

/// Writes the vectors that are not zeros, with their records.
///
/// - Returns: The number of them.
/// - Throws: `FileError` if a file cannot be written.
func writeNonzero(
  _ vectors: Matrix, _ records: [[String]], to path: String
) throws(FileError) -> Int {
  let known = records.indices.filter { norm(vectors[row: $0]) > 0 }
  try VectorTable.write(
    vectors.rows(known), known.map { records[$0] }, columns: Schema.vectors, to: path)
  return known.count
}
