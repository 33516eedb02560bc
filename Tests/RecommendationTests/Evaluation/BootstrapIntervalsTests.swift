import LinearAlgebra
import Testing

import Recommendation

@Suite struct BootstrapIntervalsTests {
  private static let values = (0..<400).map { index -> Double in
    var generator = KeyedGenerator(seed: 4, purpose: "values", index: index)
    return 5 + generator.gaussian()
  }

  /// The interval of a mean of many independent values is 1.96 standard errors to both sides.
  @Test func `the interval is that of a mean`() {
    let mean = Self.values.reduce(0, +) / 400
    let variance = Self.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    let error = 1.96 * (variance / 400).squareRoot()
    let interval = BootstrapIntervals.intervals([Self.values], seed: 1, threads: 2)[0]
    #expect(abs(interval.lowerBound - (mean - error)) < 0.15 * error)
    #expect(abs(interval.upperBound - (mean + error)) < 0.15 * error)
  }

  @Test func `equal values have no width, and threads do not matter`() {
    let constant = [Double](repeating: 2, count: 400)
    let one = BootstrapIntervals.intervals([constant, Self.values], seed: 1, threads: 1)
    #expect(one[0] == 2...2)
    #expect(BootstrapIntervals.intervals([constant, Self.values], seed: 1, threads: 4) == one)
    #expect(BootstrapIntervals.intervals([Self.values], seed: 1, threads: 1)[0] == one[1])
  }
}
