import Crawling
import Testing

@Suite struct `Turns` {
  @Test func `turns come by time, and by arrival where times are equal`() {
    let start = ContinuousClock.now
    for seed in 1..<50 {
      var queue = TurnQueue()
      let times = (0..<200).map { ($0 * $0 * 31 + $0 * seed) % 20 }
      for (group, time) in times.enumerated() { queue.add("\(group)", at: start + .seconds(time)) }
      var order: [String] = []
      while let group = queue.next(by: start + .seconds(19)) { order.append(group) }
      let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
      #expect(order == expected.map(String.init))
    }
  }

  @Test func `a turn waits for its time`() {
    let start = ContinuousClock.now
    var queue = TurnQueue()
    #expect(queue.first == nil && queue.next(by: start) == nil)
    queue.add("a", at: start + .seconds(1))
    #expect(queue.first == start + .seconds(1) && queue.next(by: start) == nil)
    #expect(queue.next(by: start + .seconds(1)) == "a")
    #expect(queue.next(by: start + .seconds(9)) == nil)
  }
}

@Suite struct `Pauses after failures` {
  private func pauses(_ attempt: Int, seed: UInt64 = 1) -> [Double] {
    (0..<1000).map { backoff(attempt: attempt, of: "http://a/\($0)", seed: seed, FetchLimits()) }
  }

  @Test(arguments: [(1, 5.0), (2, 10), (5, 80), (8, 640), (9, 900), (40, 900)])
  func `pauses are spread evenly below a bound that doubles up to a quarter of an hour`(
    attempt: Int, bound: Double
  ) {
    let pauses = pauses(attempt)
    #expect(pauses.allSatisfy { $0 >= 0 && $0 < bound })
    #expect((pauses.max() ?? 0) > bound * 0.95 && (pauses.min() ?? bound) < bound * 0.05)
    #expect(abs(pauses.reduce(0, +) / 1000 - bound / 2) < bound * 0.05)
  }

  @Test func `equal seeds give equal pauses, and other seeds others`() {
    #expect(pauses(1) == pauses(1) && pauses(1) != pauses(1, seed: 2))
  }
}
