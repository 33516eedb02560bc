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
