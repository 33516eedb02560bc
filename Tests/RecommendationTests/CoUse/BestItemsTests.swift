import LinearAlgebra
import Testing

import Recommendation

@Suite struct BestItemsTests {
  @Test(arguments: [1, 2, 3, 10, 50, 500])
  func `the best are those of a sort`(limit: Int) {
    var generator = KeyedGenerator(seed: 5, purpose: "scores")
    // Many equal scores.
    let scores = (0..<300).map { _ in Float(generator.below(40)) }
    var best = BestItems(limit: limit)
    for (item, score) in scores.enumerated() { best.offer(Int32(item), score) }
    let sorted = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(limit)
    #expect(best.sorted().map { Int($0.item) } == Array(sorted))
  }

  @Test func `no room keeps none`() {
    var best = BestItems(limit: 0)
    best.offer(1, 1)
    #expect(best.sorted().isEmpty)
  }
}
