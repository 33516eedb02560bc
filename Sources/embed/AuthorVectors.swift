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
  /// What the space of authors is made of; nil if it is the documents' own, or that of an earlier run.
  private var covariance: AuthorCovariance?
  private let threads: Int

  /// Groups documents by author.
  ///
  /// - Throws: `FileError` if a document has no author.
  init(_ documents: TextTable, _ command: Embed, dimensions: Int) throws {
    groups = try AuthorGroups(requiringAuthors: documents.column("author"), in: documents.path)
    let options = command.encoderOptions
    threads = command.common.threads
    let threads = threads
    weights = try options.authorWeights.weights(
      of: DocumentTermMatrix(
        documents.column("tokens"), separator: command.separator, threads: threads), by: groups)
    means = [WeightedMean](
      repeating: WeightedMean(dimensions: dimensions), count: groups.authors.count)
    if options.authorSpace == .whitened, command.model == nil {
      covariance = AuthorCovariance(groups, dimensions: dimensions)
    }
  }

  /// The number of authors.
  var count: Int { groups.authors.count }

  /// Adds the vectors of the documents from number `first` on.
  mutating func add(_ vectors: Matrix, from first: Int) {
    for row in 0..<vectors.rows {
      means[groups.authorOfDocument[first + row]].add(
        vectors[row: row], weight: weights[first + row])
    }
    covariance?.add(vectors, from: first, threads: threads)
  }

  /// The space in which authors are compared; nil if it is that of their documents.
  func space() -> AuthorSpace? {
    covariance.map {
      AuthorSpace(center: vectors.columnMeans(), covariance: $0.covariance(threads: threads))
    }
  }

  /// The weighted mean of each author's documents.
  private var vectors: Matrix {
    let elements = means.flatMap { $0.vector(normalized: false) }
    return Matrix(rows: count, columns: elements.count / max(1, count), elements: elements)
  }

  /// Writes the vectors, of length 1, with what they were made of.
  ///
  /// - Throws: `FileError` if they cannot be written.
  func write(
    to path: String, _ documents: borrowing EncodedTable, in space: AuthorSpace?
  ) throws(FileError) {
    var vectors = vectors
    if let space {
      vectors = space.vectors(vectors, threads: threads)
    } else {
      vectors.forEachRow(threads: threads) { _, row in normalize(&row) }
    }
    try VectorTable.write(vectors, records(documents), columns: Schema.vectors, to: path)
  }

  private func records(_ documents: borrowing EncodedTable) -> [[String]] {
    groups.records(
      tokens: documents.tokens, truncated: documents.truncated,
      hashes: documents.hashes.map { hexadecimal($0) })
  }
}
