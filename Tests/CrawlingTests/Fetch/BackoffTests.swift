import Crawling
import Testing

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
