import Artifacts
import Testing
import TestSupport

import Recommendation

@Suite struct RankingMeasuresTests {
  /// The measures of trec_eval and RecBole, by Tests/References/co_use.py.
  @Test func `measures are those of others`() throws {
    let table = try Table(
      contentsOf: "\(projectFolder)/Tests/RecommendationTests/Fixtures/rankings.tsv")
    func items(_ text: String) -> [Int32] { text.split(separator: " ").compactMap { Int32($0) } }
    let lists = try table.column("list").map(items)
    let held = try table.column("held_out").map(items)
    let names = ["hit", "ndcg", "reciprocal_rank", "recall", "precision", "map"]
    let expected = try names.map { try table.numbers($0) }
    #expect(lists.count == 40)
    for row in lists.indices {
      let own = RankingMeasures(lists[row], targets: held[row], count: 5)
      let values = [
        own.hit, own.gain, own.reciprocalRank, own.recall, own.precision, own.averagePrecision,
      ]
      for (column, value) in values.enumerated() {
        #expect(abs(value - expected[column][row]) < 1e-8, "\(names[column]) of line \(row + 2)")
      }
    }
  }

  @Test func `a perfect list has ones, a useless one zeros`() {
    let perfect = RankingMeasures([3, 1, 2], targets: [1, 2, 3], count: 3)
    #expect(perfect.gain == 1 && perfect.averagePrecision == 1 && perfect.recall == 1)
    let useless = RankingMeasures([], targets: [1], count: 3)
    #expect(useless == RankingMeasures([9, 8], targets: [1], count: 3) && useless.hit == 0)
  }
}
