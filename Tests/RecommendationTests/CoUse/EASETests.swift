import Artifacts
import LinearAlgebra
import Testing
import TestSupport

import Recommendation

@Suite struct EASETests {
  /// The weights of NumPy, by Tests/References/co_use.py.
  @Test func `weights are those of NumPy`() throws {
    let golden = try CoUseFixture()
    let weights = try EASE.weights(golden.interactions, regularization: 3, threads: 2)
    #expect(largestDifference(weights.elements, golden.ease) < 1e-6)
  }

  /// More items than a tile has rows.
  @Test(arguments: [(40, 17), (200, 300)])
  func `weights are those of the reference`(users: Int, items: Int) throws {
    let baskets = Baskets.matrix(users: users, items: items)
    let weights = try EASE.weights(baskets, regularization: 10, threads: 2)
    let reference = EASEReference.weights(baskets, regularization: 10)
    #expect(largestDifference(weights.elements, reference) < 1e-6)
    for item in 0..<items { #expect(weights[item, item] == 0) }
  }

  @Test func `threads do not matter`() throws {
    let baskets = Baskets.matrix(users: 300, items: 520)
    let one = try EASE.weights(baskets, regularization: 5, threads: 1)
    for threads in [2, 4] {
      #expect(try EASE.weights(baskets, regularization: 5, threads: threads) == one)
    }
  }

  @Test func `an item that nobody used has no weights`() throws {
    let baskets = SparseMatrix(
      rows: 2, columns: 3, rowOffsets: [0, 2, 4], columnIndexes: [0, 1, 0, 1],
      values: [1, 1, 1, 1])
    let weights = try EASE.weights(baskets, regularization: 1, threads: 1)
    #expect((0..<3).allSatisfy { weights[2, $0] == 0 && weights[$0, 2] == 0 })
    #expect(weights[0, 1] > 0.5)
  }

  @Test func `a penalty below the digits of the counts is refused`() {
    let baskets = SparseMatrix(
      rows: 1, columns: 2, rowOffsets: [0, 2], columnIndexes: [0, 1], values: [1e6, 1e6])
    #expect(throws: EASE.SingularGram.self) {
      _ = try EASE.weights(baskets, regularization: 1e-9, threads: 1)
    }
  }

  @Test func `a score is the sum of what the history adds`() throws {
    let baskets = Baskets.matrix(users: 60, items: 30)
    let model = ItemItemModel(
      .dense(try EASE.weights(baskets, regularization: 4, threads: 1)))
    for user in 0..<5 {
      let scores = Baskets.scores(baskets, user: user) { model.score($0, $1, into: &$2) }
      for item in 0..<30 {
        let parts = model.contributions(
          baskets.columnIndexes(inRow: user), baskets.values(inRow: user), to: item)
        #expect(abs(parts.reduce(0, +) - scores[item]) < 1e-6)
      }
    }
  }
}

func largestDifference(_ a: [Float], _ b: [Double]) -> Double {
  #expect(a.count == b.count)
  return zip(a, b).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
}
