import Embeddings
import LinearAlgebra
import Testing

@Suite struct TagPrecisionTests {
  private let items = Matrix(rows: 4, columns: 2, elements: [1, 0, 0.9, 0.1, 0, 1, 0.8, 0.2])
  private let tags = Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1])

  @Test func `the share of the nearest that have the tag`() {
    // The third nearest to the first tag has the second one, and the last item has none.
    let itemTags = ItemTags(of: ["0", "1", "2", "3"], [("0", "a"), ("1", "b"), ("2", "b")])
    let precision = TagPrecision(
      tags: tags, items: items, itemTags, neighbors: 2, threads: 1)
    #expect(precision.shares == [0.5, 1])
    #expect(precision.mean == 0.75)
  }

  @Test func `without tagged items there is none`() {
    let none = ItemTags(of: ["0", "1", "2", "3"], [])
    let precision = TagPrecision(tags: tags, items: items, none, threads: 1)
    #expect(precision.mean == nil)
  }
}
