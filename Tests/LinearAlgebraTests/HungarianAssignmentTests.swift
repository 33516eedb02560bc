import LinearAlgebra
import Testing

@Suite struct HungarianAssignmentTests {
  @Test func `the cheapest pairs of a small table are found`() {
    let costs: [Double] = [4, 1, 3, 2, 0, 5, 3, 2, 2]
    #expect(HungarianAssignment.minimizing(costs, rows: 3, columns: 3) == [1, 0, 2])
    #expect(HungarianAssignment.maximizing(costs, rows: 3, columns: 3) == [0, 2, 1])
    #expect(HungarianAssignment.minimizing([], rows: 0, columns: 0) == [])
    #expect(HungarianAssignment.minimizing([], rows: 2, columns: 0) == [-1, -1])
  }

  @Test func `no assignment is cheaper, and rows that are left over have none`() {
    for seed in 0..<200 {
      var generator = KeyedGenerator(seed: UInt64(seed), purpose: "costs")
      let (rows, columns) = (1 + generator.below(5), 1 + generator.below(5))
      // Few different costs, so that there are ties; some negative.
      let costs = (0..<rows * columns).map { _ in Double(generator.below(6) - 2) }
      let found = HungarianAssignment.minimizing(costs, rows: rows, columns: columns)
      let pairs = found.enumerated().filter { $0.element >= 0 }
      #expect(pairs.count == min(rows, columns))
      #expect(Set(pairs.map(\.element)).count == pairs.count)
      let cost = pairs.reduce(0) { $0 + costs[$1.offset * columns + $1.element] }
      #expect(cost == cheapest(costs, rows: rows, columns: columns))
    }
  }

  @Test func `many rows are assigned at once`() {
    let count = 120
    var generator = KeyedGenerator(seed: 3, purpose: "permutation")
    var order = Array(0..<count)
    generator.shuffle(&order)
    let costs = (0..<count * count).map { place in
      order[place / count] == place % count ? 0 : 1 + generator.uniform()
    }
    #expect(HungarianAssignment.minimizing(costs, rows: count, columns: count) == order)
  }

  /// The least cost, by trying everything.
  private func cheapest(_ costs: [Double], rows: Int, columns: Int) -> Double {
    func least(_ row: Int, _ used: Set<Int>, _ left: Int) -> Double {
      if left == 0 { return 0 }
      if row == rows { return .infinity }
      var best = least(row + 1, used, left)
      for column in 0..<columns where !used.contains(column) {
        let rest = least(row + 1, used.union([column]), left - 1)
        best = min(best, costs[row * columns + column] + rest)
      }
      return best
    }
    return least(0, [], min(rows, columns))
  }
}
