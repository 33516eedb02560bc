import Artifacts
import LinearAlgebra

/// The vectors of posts in a file, and whose they are.
public struct AuthorPosts: Sendable {
  /// The authors in bytewise order.
  public let authors: [String]
  /// The posts of each author as rows of the file, in the bytewise order of their ids.
  public let posts: [[Int]]
  /// The number of dimensions of a post's vector.
  public var dimensions: Int { vectors.columns }

  private let vectors: VectorFile

  /// Groups posts by their author.
  ///
  /// - Parameters:
  ///   - vectors: The vectors, a row for each post.
  ///   - ids: The id of each post.
  ///   - authorsOfPosts: The author of each post.
  /// - Throws: ``FileError`` if the file holds integers, or a number that is not finite.
  /// - Complexity: O(*n* × *d*) for *n* posts of *d* dimensions.
  public init(
    _ vectors: VectorFile, ids: [String], authorsOfPosts: [String]
  ) throws(FileError) {
    precondition(ids.count == vectors.rows && ids.count == authorsOfPosts.count)
    guard vectors.isFloat else {
      throw FileError(
        .malformed, vectors.path, "holds integers", remedy: "give a file of float32 numbers")
    }
    for row in 0..<vectors.rows {
      let vector = vectors[row: row]
      for column in vector.indices where !vector[column].isFinite {
        throw FileError(
          .malformed, vectors.path, "row \(row), post '\(ids[row])', holds \(vector[column])",
          remedy: "vectors must be finite; make the file again")
      }
    }
    let groups = AuthorGroups(authorsOfDocuments: authorsOfPosts)
    var posts = [[Int]](repeating: [], count: groups.authors.count)
    for row in bytewiseOrder(ids) { posts[groups.authorOfDocument[row]].append(row) }
    (self.vectors, self.posts, authors) = (vectors, posts, groups.authors)
  }

  /// The vectors of posts, in the order that they are asked for.
  func matrix(_ rows: some Collection<Int>) -> Matrix {
    var elements: [Float] = []
    elements.reserveCapacity(rows.count * dimensions)
    for row in rows {
      let vector = vectors[row: row]
      for column in vector.indices { elements.append(vector[column]) }
    }
    return Matrix(rows: rows.count, columns: dimensions, elements: elements)
  }

  /// The authors whose posts have the vectors that those of an author before them have, such as a page
  /// that was crawled under two names.
  ///
  /// - Complexity: O(*n* × (*d* + log *n*)) for *n* posts of *d* dimensions.
  public func repeatedAuthors() -> [Int] {
    var seen: Set<[UInt64]> = []
    return authors.indices.filter { author in
      let hashes = posts[author].map { row in
        let vector = vectors[row: row]
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for column in vector.indices {
          hash = (hash ^ UInt64(vector[column].bitPattern)) &* 0x100_0000_01b3
          hash ^= hash >> 29
        }
        return hash
      }
      return !seen.insert(hashes.sorted()).inserted
    }
  }

  /// The space of some authors, whose posts differ as they do: see ``AuthorSpace``.
  ///
  /// - Complexity: O(*n* × *d*²) for *n* posts of *d* dimensions.
  public func space(of chosen: [Int], threads: Int) -> AuthorSpace {
    let rows = chosen.flatMap { posts[$0] }
    let groups = AuthorGroups(
      authorsOfDocuments: chosen.flatMap { author in posts[author].map { _ in authors[author] } })
    var covariance = AuthorCovariance(groups, dimensions: dimensions)
    let block = 8192
    for start in stride(from: 0, to: rows.count, by: block) {
      covariance.add(
        matrix(rows[start..<min(start + block, rows.count)]), from: start, threads: threads)
    }
    return AuthorSpace(
      center: covariance.center(), covariance: covariance.covariance(threads: threads))
  }

  /// The means of samples of posts, of length 1, in a space or in the posts' own: what a network is compared
  /// with. Of shape (samples, dimensions).
  public func means(ofSamples samples: [[Int]], in space: AuthorSpace?, threads: Int) -> Matrix {
    let rows = samples.flatMap { sample in
      var mean = WeightedMean(dimensions: dimensions)
      for post in sample { mean.add(vectors[row: post]) }
      return mean.vector(normalized: space == nil)
    }
    let means = Matrix(rows: samples.count, columns: dimensions, elements: rows)
    return space?.vectors(means, threads: threads) ?? means
  }
}
