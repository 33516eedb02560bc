import Artifacts
import DocumentTerms
import Embeddings
import LinearAlgebra
import StageSupport

/// The vectors of authors, pooled from those of their documents as these come.
struct AuthorVectors {
  private let groups: AuthorGroups
  /// What each document counts for.
  private let weights: [Double]
  private var means: [WeightedMean]

  /// Groups documents by author.
  ///
  /// - Throws: `FileError` if a document has no author.
  init(_ documents: TextTable, _ command: Embed, dimensions: Int) throws {
    groups = AuthorGroups(authorsOfDocuments: try documents.column("author"))
    if groups.authors.first == "" {
      throw FileError(
        .malformed, documents.path, "has documents without an author",
        remedy: "fill the column, or use --pool document")
    }
    let weighting = command.encoderOptions.authorWeights
    let terms = weighting == .even ? [] : try documents.column("tokens")
    weights =
      weighting == .even
      ? [Double](repeating: 1, count: documents.ids.count)
      : weighting.weights(
        of: DocumentTermMatrix(
          terms, separator: command.separator, threads: command.common.threads))
    means = [WeightedMean](
      repeating: WeightedMean(dimensions: dimensions), count: groups.authors.count)
  }

  /// The number of authors.
  var count: Int { groups.authors.count }

  /// Adds the vector of a document.
  mutating func add(_ document: Int, _ vector: borrowing Span<Float>) {
    means[groups.authorOfDocument[document]].add(vector, weight: weights[document])
  }

  /// Writes the vectors, of length 1, with what they were made of.
  func write(to path: String, _ documents: borrowing EncodedTable) throws(FileError) {
    let vectors = means.flatMap { $0.vector(normalized: true) }
    try VectorTable.write(
      Matrix(rows: count, columns: vectors.count / max(1, count), elements: vectors),
      records(documents), columns: Schema.vectors, to: path)
  }

  private func records(_ documents: borrowing EncodedTable) -> [[String]] {
    let counts = groups.sums(of: documents.hashes.map { _ in 1 })
    let tokens = groups.sums(of: documents.tokens)
    let truncated = groups.sums(of: documents.truncated)
    var hashes = [String](repeating: "", count: count)
    for (hash, author) in zip(documents.hashes, groups.authorOfDocument) { hashes[author] += hash }
    return groups.authors.indices.map { author in
      [
        groups.authors[author], String(counts[author]), String(tokens[author]),
        String(truncated[author]), String(textDigest(hashes[author]).prefix(16)),
      ]
    }
  }
}
