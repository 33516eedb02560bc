import Embeddings
import LinearAlgebra
import Testing

@Suite struct ClickThroughTests {
  @Test func `items that were not shown have no rate`() {
    #expect(ClickThrough.rates(clicks: [1, 0, 3], impressions: [4, 0, 6]) == [0.25, nil, 0.5])
  }

  /// Items on a circle whose rate grows with the angle, or does not.
  private func through(_ rate: (Int) -> Double) throws -> ClickThrough {
    var vectors = Matrix(rows: 40, columns: 2)
    for row in 0..<40 {
      let x = Float(row) / 40
      (vectors[row, 0], vectors[row, 1]) = (1 - x, x)
    }
    let near = ItemNeighbors(vectors, among: Array(0..<40), count: 4, threads: 1)
    return try #require(ClickThrough(near, rates: (0..<40).map { Optional(rate($0)) }))
  }

  @Test func `where taste explains rates, the neighbors of high ones are high`() throws {
    let through = try through { Double($0) / 400 }
    #expect(abs(through.mean - 0.04875) < 1e-9)
    #expect(abs(through.top - 0.09375) < 1e-9)
    #expect(through.nearTop > 0.09 && through.correlation > 0.95)
  }

  @Test func `where it does not, they are as all are`() throws {
    let through = try through { $0 * 17 % 40 < 4 ? 0.1 : 0.01 }
    #expect(through.top == 0.1 && through.nearTop < 0.05)
    #expect(abs(through.correlation) < 0.5)
  }

  @Test func `equal rates correlate with nothing`() throws {
    #expect(try through { _ in 0.03 }.correlation == 0)
  }

  @Test func `one item has no neighbors`() {
    let near = ItemNeighbors(
      Matrix(rows: 1, columns: 2, repeating: 1), among: [0], threads: 1)
    #expect(ClickThrough(near, rates: [0.1]) == nil)
  }
}
