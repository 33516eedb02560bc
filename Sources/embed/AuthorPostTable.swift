import Artifacts
import Embeddings

/// Documents with vectors and authors: what an author network reads.
struct AuthorPostTable {
  let posts: AuthorPosts
  let groups: AuthorGroups
  /// What is known of each document's vector besides its numbers.
  private let tokens: [Int]
  private let truncated: [Int]
  private let hashes: [String]
  /// The documents that have no vector, as rows of rejects.tsv.
  let rejects: [[String]]

  /// The number of documents, with those that have no vector.
  var count: Int { groups.authorOfDocument.count + rejects.count }

  /// The record of each author's vector.
  var records: [[String]] {
    groups.records(tokens: tokens, truncated: truncated, hashes: hashes)
  }

  /// Joins vectors that were just made with their documents.
  ///
  /// - Throws: `FileError` if a document has no author, or a vector is not finite.
  init(_ documents: TextTable, _ encoded: borrowing EncodedTable, vectors: String) throws {
    let authors = try documents.column("author")
    groups = try AuthorGroups(requiringAuthors: authors, in: documents.path)
    (tokens, truncated) = (encoded.tokens, encoded.truncated)
    hashes = encoded.hashes.map { hexadecimal($0) }
    rejects = documents.empty.map { [$0, "no-text", "it has neither a title nor a text"] }
    posts = try AuthorPosts(
      VectorFile(vectors), ids: documents.ids, authorsOfPosts: authors)
  }

  /// Joins the vectors of an earlier run, at `NAME.npy` and `NAME.tsv`, with the table of their documents.
  ///
  /// - Throws: `FileError` if one of the files is missing or malformed, a vector is of no document, a
  ///   document has no author, or no document has a vector.
  init(vectors path: String, documents documentsPath: String) throws {
    let vectors = try VectorFile(path)
    let table = try Table(contentsOf: path.replacing(/\.npy$/, with: "") + ".tsv")
    guard vectors.rows == table.count else {
      throw FileError(
        .malformed, path, "has \(vectors.rows) rows, but \(table.path) has \(table.count) records",
        remedy: "the two belong together; run the stage that writes them again")
    }
    try table.requireRecords()
    let ids = try table.keys("id")
    let documents = try Table(contentsOf: documentsPath)
    let names = try documents.keys("id")
    let authors = Dictionary(uniqueKeysWithValues: zip(names, try documents.column("author")))
    var authorsOfPosts: [String] = []
    for (row, id) in ids.enumerated() {
      guard let author = authors[id] else {
        throw table.error(
          row: row, "there is no document '\(id)' in \(documentsPath)",
          remedy: "give the documents that the vectors are of")
      }
      authorsOfPosts.append(author)
    }
    groups = try AuthorGroups(requiringAuthors: authorsOfPosts, in: documentsPath)
    (tokens, truncated) = (try table.integers("tokens"), try table.integers("truncated"))
    hashes = try table.column("hash")
    let known = Set(ids)
    rejects = names.filter { !known.contains($0) }.map { [$0, "no-vector", "\(path) has none"] }
    posts = try AuthorPosts(vectors, ids: ids, authorsOfPosts: authorsOfPosts)
  }
}
