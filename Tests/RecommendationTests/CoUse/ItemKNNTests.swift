import LinearAlgebra
import Testing

import Recommendation

@Suite struct ItemKNNTests {
  /// The cosines of `implicit`, by Tests/References/co_use.py.
  @Test func `cosines are those of implicit`() throws {
    let golden = try CoUseFixture()
    let weights = ItemKNN.weights(
      golden.interactions, by: ItemSimilarity(), neighbors: 3, threads: 2)
    let items = golden.interactions.columns
    for item in 0..<items {
      let own = weights.values[weights.rowOffsets[item]..<weights.rowOffsets[item + 1]]
      let theirs = golden.cosines[3 * item..<3 * item + 3].filter { $0 > 0 }
      #expect(own.count == theirs.count)
      for (a, b) in zip(own, theirs) { #expect(abs(Double(a) - b) < 1e-6) }
    }
  }

  /// Users 0, 1 and 2 used items {0, 1}, {0, 1} and {0, 2}; user 3 used item 3.
  private static let baskets = SparseMatrix(
    rows: 4, columns: 4, rowOffsets: [0, 2, 4, 6, 7], columnIndexes: [0, 1, 0, 1, 0, 2, 3],
    values: [1, 1, 1, 1, 1, 1, 1])

  /// The similarity of items 0 and 1, by hand.
  private static let cases: [(measure: ItemSimilarity.Measure, shrinkage: Float, value: Double)] = [
    (.cosine, 0, 0.816_496_58), (.cosine, 1, 0.579_795_90), (.jaccard, 0, 0.666_666_67),
    (.jaccard, 1, 0.5), (.correlation, 0, 0.577_350_27),
  ]

  @Test(arguments: cases.indices)
  func `similarities by hand`(index: Int) {
    let (measure, shrinkage, expected) = Self.cases[index]
    let weights = ItemKNN.weights(
      Self.baskets, by: ItemSimilarity(measure, shrinkage: shrinkage), neighbors: 2, threads: 1)
    #expect(weights.columnIndexes[0] == 1)
    #expect(abs(Double(weights.values[0]) - expected) < 1e-6)
  }

  @Test func `an item speaks for its nearest only, itself left out`() {
    let weights = ItemKNN.weights(
      Self.baskets, by: ItemSimilarity(), neighbors: 1, threads: 1)
    #expect(weights.rowOffsets == [0, 1, 2, 3, 3])
    #expect(weights.columnIndexes == [1, 0, 0])
  }

  @Test func `threads do not matter`() {
    let baskets = Baskets.matrix(users: 500, items: 400)
    let one = ItemKNN.weights(baskets, by: ItemSimilarity(), neighbors: 20, threads: 1)
    #expect(ItemKNN.weights(baskets, by: ItemSimilarity(), neighbors: 20, threads: 4) == one)
  }
}
