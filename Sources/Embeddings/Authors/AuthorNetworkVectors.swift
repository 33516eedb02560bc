import LinearAlgebra
import NeuralNetworks

extension AuthorNetwork {
  /// Samples that one thread reads at a time.
  static let chunk = 16

  /// The vectors of samples, of length 1, of shape (samples, dimensions).
  ///
  /// The result does not depend on `threads`.
  public func vectors(
    ofSamples samples: [[Int]], _ posts: AuthorPosts, threads: Int
  ) -> Matrix {
    UnitRows(rawVectors(of: samples, posts, threads: threads)).rows
  }

  /// The vectors of all authors, of length 1, of shape (authors, dimensions): all posts of an author in
  /// samples of ``sample`` posts or somewhat more, whose vectors are averaged.
  ///
  /// An author's vector depends on the author's name and posts alone. The result does not depend on
  /// `threads`.
  ///
  /// - Complexity: as ``forward(_:lengths:)``, for all posts.
  public func vectors(of posts: AuthorPosts, threads: Int) -> Matrix {
    let rows = parallelMap(count: posts.authors.count, chunk: 1, threads: threads) { range in
      let author = range.lowerBound
      var mean = WeightedMean(dimensions: dimensions)
      let samples = AuthorSamples.all(
        posts.posts[author], size: sample, author: posts.authors[author])
      // Some at a time, so that an author of a million posts fits into memory.
      for start in stride(from: 0, to: samples.count, by: 256) {
        let some = Array(samples[start..<min(start + 256, samples.count)])
        let raw = rawVectors(of: some, posts, threads: 1)
        for (row, posts) in some.enumerated() {
          mean.add(raw[row: row], weight: Double(posts.count))
        }
      }
      return mean.vector(normalized: true)
    }
    return Matrix(rows: rows.count, columns: dimensions, elements: rows.flatMap(\.self))
  }

  /// The vectors of single texts, such as products, of length 1: each is read as an author of one post.
  public func vectors(ofTexts texts: Matrix, threads: Int) -> Matrix {
    let parts = parallelMap(count: texts.rows, chunk: 256, threads: threads) { range in
      forward(texts.rows(range), lengths: range.map { _ in 1 }).raw.elements
    }
    return UnitRows(
      Matrix(rows: texts.rows, columns: dimensions, elements: parts.flatMap(\.self))
    ).rows
  }

  private func rawVectors(of samples: [[Int]], _ posts: AuthorPosts, threads: Int) -> Matrix {
    let parts = parallelMap(count: samples.count, chunk: Self.chunk, threads: threads) { range in
      let some = samples[range]
      return forward(posts.matrix(some.flatMap(\.self)), lengths: some.map(\.count)).raw.elements
    }
    return Matrix(rows: samples.count, columns: dimensions, elements: parts.flatMap(\.self))
  }
}
