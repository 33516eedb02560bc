import LinearAlgebra
import Testing

import Recommendation

@Suite struct SparseEASETests {
  @Test func `with all items as candidates it is EASE`() throws {
    // So many users that any two items were used together by somebody.
    let baskets = Baskets.matrix(users: 900, items: 12)
    let sparse = SparseEASE.weights(baskets, regularization: 7, candidates: 11, threads: 2)
    let dense = EASEReference.weights(baskets, regularization: 7)
    let full = (0..<12).flatMap { row in
      let (columns, values) = (sparse.columnIndexes, sparse.values)
      var numbers = [Float](repeating: 0, count: 12)
      for k in sparse.rowOffsets[row]..<sparse.rowOffsets[row + 1] {
        numbers[Int(columns[k])] = values[k]
      }
      return numbers
    }
    #expect(largestDifference(full, dense) < 1e-6)
  }

  @Test func `an item is predicted from its candidates only`() {
    let baskets = Baskets.matrix(users: 400, items: 60)
    let columns = SparseEASE.weights(baskets, regularization: 7, candidates: 5, threads: 1)
      .transposed()
    for item in 0..<60 {
      let count = columns.columnIndexes(inRow: item).count
      #expect(count <= 5)
    }
    #expect(columns.values.contains { $0 > 0 })
  }

  @Test func `threads do not matter`() {
    let baskets = Baskets.matrix(users: 500, items: 200)
    let one = SparseEASE.weights(baskets, regularization: 7, candidates: 20, threads: 1)
    #expect(SparseEASE.weights(baskets, regularization: 7, candidates: 20, threads: 4) == one)
  }

  @Test func `a column solves the equations of its candidates`() {
    let baskets = Baskets.matrix(users: 300, items: 30)
    let columns = SparseEASE.weights(baskets, regularization: 7, candidates: 6, threads: 1)
      .transposed()
    let rows = (0..<baskets.rows).map { user -> [Double] in
      var row = [Double](repeating: 0, count: 30)
      for k in baskets.rowOffsets[user]..<baskets.rowOffsets[user + 1] {
        row[Int(baskets.columnIndexes[k])] = 1
      }
      return row
    }
    func product(_ a: Int, _ b: Int) -> Double { rows.reduce(0) { $0 + $1[a] * $1[b] } }
    for item in 0..<30 {
      let range = columns.rowOffsets[item]..<columns.rowOffsets[item + 1]
      let candidates = range.map { Int(columns.columnIndexes[$0]) }
      let weights = range.map { Double(columns.values[$0]) }
      for a in candidates.indices {
        let sum = candidates.indices.reduce(7 * weights[a]) { sum, b in
          sum + product(candidates[a], candidates[b]) * weights[b]
        }
        #expect(abs(sum - product(candidates[a], item)) < 1e-4)
      }
    }
  }
}
