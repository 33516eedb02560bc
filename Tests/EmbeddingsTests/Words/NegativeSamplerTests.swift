import Embeddings
import Glibc
import LinearAlgebra
import Testing

@Suite struct NegativeSamplerTests {
  @Test func `words are drawn by their counts to the power of three quarters`() {
    let counts = [1000, 0, 81, 16, 1]
    let sampler = NegativeSampler(counts: counts)
    var generator = KeyedGenerator(seed: 1, purpose: "draws")
    var drawn = [Int](repeating: 0, count: 5)
    let draws = 200_000
    for _ in 0..<draws { drawn[Int(sampler.draw(&generator))] += 1 }
    let weights = counts.map { pow(Double($0), 0.75) }
    for (count, weight) in zip(drawn, weights) {
      let expected = weight / weights.reduce(0, +) * Double(draws)
      // Four standard deviations.
      #expect(abs(Double(count) - expected) <= 4 * expected.squareRoot() + 1e-9)
    }
  }
}
