import Embeddings
import LinearAlgebra
import Testing

@Suite struct BootstrapIntervalTests {
  /// 1.96 standard errors on both sides, for many normal numbers.
  @Test func isThatOfTheNormalDistribution() {
    var generator = KeyedGenerator(seed: 1, purpose: "test")
    let numbers = (0..<400).map { _ in 3 + generator.gaussian() }
    let interval = BootstrapInterval(of: numbers, seed: 1)
    let mean = numbers.reduce(0, +) / 400
    #expect(abs(interval.low - (mean - 0.098)) < 0.012)
    #expect(abs(interval.high - (mean + 0.098)) < 0.012)
    #expect(interval == BootstrapInterval(of: numbers, seed: 1))
  }

  @Test func equalNumbersHaveNoWidth() {
    let interval = BootstrapInterval(of: [0.5, 0.5], seed: 1)
    #expect(interval.low == 0.5 && interval.high == 0.5)
  }
}
