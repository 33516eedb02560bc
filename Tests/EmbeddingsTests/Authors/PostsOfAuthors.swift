import Artifacts
import Embeddings
import LinearAlgebra
import TestSupport

/// Made-up posts of authors.
struct PostsOfAuthors {
  let ids: [String]
  let authors: [String]
  let vectors: Matrix
  private let folder: TemporaryFolder

  /// Posts of `dimensions` numbers: those of an author lie around a place of the author's own if their first
  /// number is 1, and anywhere if it is -1.
  init(authors count: Int, posts: Int, dimensions: Int = 8, seed: UInt64 = 1) throws {
    var (ids, authors, elements): ([String], [String], [Float]) = ([], [], [])
    for author in 0..<count {
      var generator = KeyedGenerator(seed: seed, purpose: "posts", index: author)
      let place = (1..<dimensions).map { _ in generator.gaussian() }
      for post in 0..<posts {
        let isOwn = post % 2 == 0
        ids.append("p\(author)-\(post)")
        authors.append("a\(author)")
        elements.append(isOwn ? 1 : -1)
        for number in place {
          elements.append(Float((isOwn ? number : 0) + (isOwn ? 0.5 : 3) * generator.gaussian()))
        }
      }
    }
    try self.init(
      ids, authors, Matrix(rows: ids.count, columns: dimensions, elements: elements))
  }

  init(_ ids: [String], _ authors: [String], _ vectors: Matrix) throws {
    (self.ids, self.authors, self.vectors) = (ids, authors, vectors)
    folder = try TemporaryFolder()
    try VectorFile.write(vectors, to: folder.file("posts.npy"))
  }

  func posts() throws -> AuthorPosts {
    try AuthorPosts(
      VectorFile(folder.file("posts.npy")), ids: ids, authorsOfPosts: authors)
  }
}
