import Clustering
import Foundation
import LinearAlgebra
import NearestNeighbors
import Testing

@Suite struct ClusterMatchingTests {
  @Test func `the first night numbers clusters in their order`() {
    let matching = ClusterMatching(previous: nil, current: night([[1, 2, 3], [4, 5]]))
    #expect(matching.numbers == [0, 1])
    #expect(matching.changes.map(\.kind) == [.born, .born])
    #expect(matching.changes.map(\.size) == [3, 2])
    #expect(matching.sizeDrift == nil && matching.keptShare == nil)
  }

  @Test func `a night without change keeps every number`() {
    let before = named([[1, 2, 3], [4, 5], [6]], as: [2, 7, 9])
    let matching = ClusterMatching(previous: before, current: night([[4, 5], [6], [1, 2, 3]]))
    #expect(matching.numbers == [7, 9, 2])
    #expect(matching.changes.map(\.kind) == [.kept, .kept, .kept])
    #expect(matching.changes.map(\.shared) == [3, 2, 1])
    #expect(matching.sizeDrift == 0 && matching.keptShare == 1)
  }

  @Test func `numbers survive where one row of twenty changes`() {
    var generator = KeyedGenerator(seed: 3, purpose: "nights")
    let clusters = (0..<20).map { Array($0 * 50..<($0 + 1) * 50) }
    var changed = clusters
    for index in 0..<20 {
      for row in 0..<50 where generator.below(20) == 0 {
        let moved = changed[index][row]
        changed[(index + 1 + Int(generator.below(19))) % 20].append(moved)
        changed[index][row] = 10_000 + moved
      }
    }
    var order = Array(0..<20)
    generator.shuffle(&order)
    let matching = ClusterMatching(
      previous: night(clusters), current: night(order.map { changed[$0] }))
    #expect(matching.numbers == order)
    #expect(matching.keptShare == 1)
    #expect(matching.changes.allSatisfy { $0.kind == .kept })
    #expect((matching.sizeDrift ?? 1) < 0.05)
  }

  @Test func `a birth is told, and gets a number that none has had`() {
    let before = named([[1, 2, 3], [4, 5]], as: [0, 3], retired: [5])
    let matching = ClusterMatching(
      previous: before, current: night([[1, 2, 3], [8, 9, 10], [4, 5]]))
    #expect(matching.numbers == [0, 6, 3])
    #expect(
      matching.changes.map { "\($0.number) \($0.kind)" } == [
        "0 kept", "3 kept", "5 retired", "6 born",
      ])
  }

  @Test func `a death is told, and the number retires on the night after`() {
    let before = night([[1, 2, 3], [4, 5]])
    let matching = ClusterMatching(previous: before, current: night([[1, 2, 3]], noise: [4, 5]))
    #expect(
      matching.changes == [
        ClusterChange(number: 0, .kept, size: 3, previousSize: 3, shared: 3, shift: 0),
        ClusterChange(number: 1, .died, previousSize: 2),
      ])
    #expect(matching.keptShare == 0.5)
    let later = ClusterMatching(
      previous: named([[1, 2, 3]], as: [0], retired: [1]), current: night([[1, 2, 3], [4, 5]]))
    #expect(later.numbers == [0, 2])
    #expect(later.changes.map(\.kind) == [.kept, .retired, .born])
  }

  @Test func `of a split the larger part keeps the number`() {
    let before = night([[1, 2, 3, 4, 5, 6, 7], [20, 21, 22]])
    let matching = ClusterMatching(
      previous: before, current: night([[20, 21, 22], [5, 6, 7], [1, 2, 3, 4]]))
    #expect(matching.numbers == [1, 2, 0])
    #expect(matching.changes.map(\.kind) == [.split, .kept, .split])
    #expect(matching.changes.map(\.related) == [[2], [], [0]])
    #expect(matching.changes.map(\.previousSize) == [7, 3, nil])
  }

  @Test func `a merger keeps the number of the larger`() {
    let before = night([[1, 2, 3, 4], [5, 6], [20, 21, 22]])
    let matching = ClusterMatching(
      previous: before, current: night([[1, 2, 3, 4, 5, 6], [20, 21, 22]]))
    #expect(matching.numbers == [0, 2])
    #expect(matching.changes.map(\.kind) == [.merged, .merged, .kept])
    #expect(matching.changes.map(\.related) == [[1], [0], []])
    #expect(matching.changes.map(\.size) == [6, nil, 3])
  }

  @Test func `clusters of other rows are matched by their means`() {
    let before = night([[1, 2, 3], [100, 101, 102]])
    let current = night([[104, 103, 105], [1000, 1001], [4, 5]])
    let matching = ClusterMatching(previous: before, current: current)
    #expect(matching.numbers == [2, 3, 4])
    #expect(matching.changes.map(\.kind) == [.died, .died, .born, .born, .born])
    let spread = ClusterMatching(
      previous: placed([[1, 2, 3], [100, 101, 102]], at: [[0, 2, 4], [50, 52, 54]]),
      current: placed([[7, 8, 9], [10, 11, 12]], at: [[50.5, 52.5, 54.5], [0.5, 2.5, 4.5]]))
    #expect(spread.numbers == [1, 0])
    #expect(spread.changes.map(\.kind) == [.kept, .kept])
    #expect(spread.changes.map(\.shared) == [0, 0])
  }

  @Test func `the drift is the population stability index`() {
    #expect(populationStability([10, 20, 30], [10, 20, 30]) == 0)
    let (p, q) = ([10.5 / 41, 30.5 / 41], [20.5 / 41, 20.5 / 41])
    let expected = (q[0] - p[0]) * log(q[0] / p[0]) + (q[1] - p[1]) * log(q[1] / p[1])
    #expect(abs(populationStability([10, 30], [20, 20]) - expected) < 1e-12)
    #expect(populationStability([0, 40], [40, 0]) > 4)
  }
}

/// A night whose rows lie at their number, and are called by it.
private func night(_ clusters: [[Int]], noise: [Int] = []) -> ClusterNight {
  placed(clusters, at: clusters.map { $0.map { Float($0) } }, noise: noise)
}

private func placed(
  _ clusters: [[Int]], at places: [[Float]], noise: [Int] = []
) -> ClusterNight {
  let rows = clusters.enumerated().flatMap { label, rows in rows.map { (String($0), label) } }
  return ClusterNight(
    ids: rows.map(\.0) + noise.map(String.init), labels: rows.map(\.1) + noise.map { _ in -1 },
    points: PointSource(
      Matrix(
        rows: rows.count + noise.count, columns: 1,
        elements: places.flatMap { $0 } + noise.map { Float($0) })), threads: 2)
}

/// A night whose clusters have had other numbers for some time.
private func named(_ clusters: [[Int]], as numbers: [Int], retired: [Int] = []) -> ClusterNight {
  let plain = night(clusters)
  let rows = zip(clusters, numbers).flatMap { rows, number in rows.map { (String($0), number) } }
  return ClusterNight(
    ids: rows.map(\.0), labels: rows.map(\.1), numbers: numbers, centroids: plain.centroids,
    spreads: plain.spreads, retired: retired)
}
