import Embeddings
import LinearAlgebra
import Testing

@Suite struct PopularityErrorsTests {
  @Test func `shares are those of the quarters by clicks`() {
    // Pairs of equal vectors; the most clicked pair disagrees on its tags.
    var vectors = Matrix(rows: 8, columns: 4)
    for row in 0..<8 { vectors[row, row / 2] = 1 }
    let names = (0..<8).map { "\($0)" }
    let tags = ItemTags(
      of: names, zip(names, ["a", "a", "b", "b", "c", "c", "x", "y"]).map { ($0, $1) })
    let near = ItemNeighbors(vectors, among: Array(0..<8), count: 1, threads: 1)
    let errors = PopularityErrors(near, tags, users: [1, 1, 2, 2, 9, 9, 50, 60])
    #expect(errors.shares == [1, 1, 1, 0])
  }

  @Test func `without tags nothing is said`() {
    let near = ItemNeighbors(Matrix(rows: 0, columns: 2), among: [], threads: 1)
    #expect(PopularityErrors(near, ItemTags(of: [], []), users: []).shares == [nil, nil, nil, nil])
  }
}
