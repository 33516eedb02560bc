import LinearAlgebra

/// Samples of an author's posts.
package enum AuthorSamples {
  /// Draws samples that have no post in common.
  ///
  /// An author of too few posts gives fewer samples, at least two, and shorter ones if need be.
  ///
  /// - Parameters:
  ///   - posts: The author's posts, two or more.
  ///   - size: The number of posts in a sample.
  ///   - count: The number of samples, two or more.
  ///   - generator: The source of randomness.
  /// - Returns: Samples of equal length.
  /// - Complexity: O(*posts*)
  package static func disjoint(
    _ posts: [Int], size: Int, count: Int, using generator: inout KeyedGenerator
  ) -> [[Int]] {
    precondition(posts.count >= 2 && size >= 1 && count >= 2, "\(posts.count) posts")
    let samples = max(2, min(count, posts.count / size))
    let length = min(size, posts.count / samples)
    var posts = posts
    // As many steps of Fisher and Yates as are needed.
    for place in 0..<samples * length {
      posts.swapAt(place, place + generator.below(posts.count - place))
    }
    return (0..<samples).map { Array(posts[$0 * length..<($0 + 1) * length]) }
  }

  /// Divides all posts into samples, which are as long as each other but for one post, and as long as
  /// `size` or up to twice that.
  ///
  /// What an author's samples are depends on the author's name and posts alone.
  ///
  /// - Complexity: O(*posts*)
  package static func all(_ posts: [Int], size: Int, author: String) -> [[Int]] {
    var posts = posts
    var generator = KeyedGenerator(seed: 0, purpose: "samples of \(author)")
    generator.shuffle(&posts)
    let count = max(1, posts.count / size)
    return (0..<count).map {
      Array(posts[$0 * posts.count / count..<($0 + 1) * posts.count / count])
    }
  }
}
