import Embeddings
import LinearAlgebra
import Testing

@Suite struct LinkSpaceTests {
  @Test func `vectors have length 1 and the direction of the rows`() {
    let space = linkSpace(groupedGraph())
    for (rows, vectors) in [
      (space.documentRows, space.documentVectors(threads: 2)),
      (space.targetRows, space.targetVectors(threads: 2)),
    ] {
      for row in 0..<rows.rows {
        #expect(abs(norm(vectors[row: row]) - 1) < 1e-6)
        #expect(abs(dot(rows[row: row], vectors[row: row]) - norm(rows[row: row])) < 1e-5)
      }
    }
  }

  @Test func `things lie at the mean of what they link to`() {
    let space = linkSpace(groupedGraph())
    let links = termMatrix([["page-0-1", "page-0-2", "page-0-2", "nowhere"], ["nowhere"]])
    let means = space.means(of: links, threads: 1)
    let targets = space.targetVectors(threads: 1)
    let rows = ["page-0-1", "page-0-2"].compactMap(space.targets.firstIndex)
    var expected = (0..<12).map { targets[rows[0], $0] + targets[rows[1], $0] }
    let length = expected.reduce(0) { $0 + $1 * $1 }.squareRoot()
    expected = expected.map { $0 / length }
    for column in 0..<12 { #expect(abs(means[0, column] - expected[column]) < 1e-6) }
    #expect(norm(means[row: 1]) == 0)
  }
}
