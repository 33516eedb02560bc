import Embeddings
import LinearAlgebra
import Testing

@Suite struct AuthorRetrievalTests {
  private func score(_ vectors: ([[Int]]) -> Matrix) throws -> AuthorRetrieval {
    let posts = try PostsOfAuthors(authors: 4, posts: 10, dimensions: 4).posts()
    return AuthorRetrieval(
      of: [0, 1, 2, 3], posts, sample: 5, rounds: 3, seed: 1, vectors: vectors)
  }

  /// Each author's posts are the rows 10 × author and up.
  private func oneHot(_ samples: [[Int]], _ place: (Int) -> Int) -> Matrix {
    var result = Matrix(rows: samples.count, columns: 5)
    for (row, sample) in samples.enumerated() { result[row, place(sample[0] / 10)] = 1 }
    return result
  }

  @Test func perfectVectorsFindEverybody() throws {
    let result = try score { oneHot($0) { $0 } }
    for score in result.scores {
      #expect(abs(score.accuracy - 1) < 1e-9 && abs(score.reciprocalRank - 1) < 1e-9)
      #expect(abs(score.areaUnderCurve - 1) < 1e-9)
    }
  }

  @Test func equalVectorsAreChance() throws {
    let mean = try score { oneHot($0) { _ in 0 } }.mean
    #expect(abs(mean.accuracy - 0.25) < 1e-9)
    #expect(abs(mean.reciprocalRank - 0.4) < 1e-9)
    #expect(abs(mean.areaUnderCurve - 0.5) < 1e-9)
  }

  /// Authors 2 and 3 cannot be told from each other: 2 of their 12 pairs tie with each own one.
  @Test func twinsShareTheFirstPlace() throws {
    let scores = try score { oneHot($0) { min($0, 2) } }.scores
    #expect(abs(scores[0].accuracy - 1) < 1e-9 && abs(scores[3].accuracy - 0.5) < 1e-9)
    #expect(abs(scores[3].reciprocalRank - 1 / 1.5) < 1e-9)
    #expect(abs(scores[3].areaUnderCurve - 11.0 / 12) < 1e-9)
  }
}
