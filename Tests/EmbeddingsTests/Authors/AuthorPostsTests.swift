import Artifacts
import Embeddings
import LinearAlgebra
import TestSupport
import Testing

@Suite struct AuthorPostsTests {
  @Test func postsAreInTheOrderOfTheirIds() throws {
    let made = try PostsOfAuthors(
      ["c", "a", "b"], ["y", "x", "y"], Matrix(rows: 3, columns: 1, elements: [1, 2, 3]))
    let posts = try made.posts()
    #expect(posts.authors == ["x", "y"])
    #expect(posts.posts == [[1], [2, 0]])
  }

  @Test(arguments: [Float.nan, .infinity]) func numbersThatAreNotFiniteAreErrors(number: Float)
    throws
  {
    let made = try PostsOfAuthors(
      ["a", "b"], ["x", "y"], Matrix(rows: 2, columns: 2, elements: [1, 2, 3, number]))
    let error = fileError { _ = try made.posts() }
    #expect(error?.kind == .malformed)
    #expect(error?.problem.contains("row 1, post 'b'") == true)
  }

  @Test func authorsWithThePostsOfOthersAreFound() throws {
    let made = try PostsOfAuthors(
      ["a", "b", "c", "d", "e"], ["x", "x", "y", "y", "z"],
      Matrix(rows: 5, columns: 2, elements: [1, 2, 3, 4, 3, 4, 1, 2, 1, 2]))
    #expect(try made.posts().repeatedAuthors() == [1])
  }

  /// The order of the rows does not matter to the last bit.
  @Test func spaceDoesNotDependOnTheOrderOfRows() throws {
    let made = try PostsOfAuthors(authors: 5, posts: 8)
    let order = made.ids.indices.reversed().map { $0 }
    let turned = try PostsOfAuthors(
      order.map { made.ids[$0] }, order.map { made.authors[$0] }, made.vectors.rows(order))
    let chosen = [0, 2, 4]
    #expect(
      try made.posts().space(of: chosen, threads: 1)
        == turned.posts().space(of: chosen, threads: 2))
  }
}
