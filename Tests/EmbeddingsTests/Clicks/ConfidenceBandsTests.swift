import Embeddings
import LinearAlgebra
import Testing

@Suite struct ConfidenceBandsTests {
  /// Unit vectors at these cosines to (1, 0), by pairs that lie apart in dimensions of their own.
  private func pairs(_ cosines: [Float]) -> Matrix {
    var matrix = Matrix(rows: 2 * cosines.count, columns: 2 * cosines.count)
    for (pair, cosine) in cosines.enumerated() {
      matrix[2 * pair, 2 * pair] = 1
      matrix[2 * pair + 1, 2 * pair] = cosine
      matrix[2 * pair + 1, 2 * pair + 1] = (1 - cosine * cosine).squareRoot()
    }
    return matrix
  }

  @Test func `items are counted by how near the nearest is`() {
    let names = (0..<8).map { "\($0)" }
    let near = ItemNeighbors(
      pairs([0.97, 0.92, 0.85, 0.5]), among: Array(0..<8), count: 1, threads: 1)
    let tags = ItemTags(
      of: names, zip(names, ["a", "a", "b", "b", "c", "d", "e"]).map { ($0, $1) })
    let bands = ConfidenceBands(near, tags).bands
    #expect(bands.map(\.items) == [2, 2, 2, 0])
    #expect(bands.map(\.share) == [1, 1, 0, nil])
  }
}
