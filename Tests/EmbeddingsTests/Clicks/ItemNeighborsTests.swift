import Embeddings
import LinearAlgebra
import Testing

@Suite struct ItemNeighborsTests {
  private let vectors = Matrix(
    rows: 5, columns: 2, elements: [1, 0, 0.8, 0.6, 0, 1, 1, 0, 0.6, 0.8])

  @Test func `an item is no neighbor of itself, and others are looked at only if they may`() {
    let near = ItemNeighbors(vectors, among: [0, 1, 2, 4], count: 2, threads: 1)
    #expect(near.items == [0, 1, 2, 4])
    #expect(near.neighbors == [[1, 4], [4, 0], [4, 1], [1, 2]])
    #expect(abs((near.similarities[0].first ?? 0) - 0.8) < 1e-6)
  }

  @Test func `of equal vectors each finds the other`() {
    let near = ItemNeighbors(vectors, among: [0, 3], count: 3, threads: 2)
    #expect(near.neighbors == [[3], [0]])
  }

  @Test func `of many items some are looked at`() {
    let near = ItemNeighbors(vectors, among: [0, 1, 2, 3, 4], count: 1, limit: 2, threads: 1)
    #expect(near.items == [0, 3])
  }
}
