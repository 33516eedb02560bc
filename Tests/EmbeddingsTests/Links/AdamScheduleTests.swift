import Embeddings
import LinearAlgebra
import Testing

@Suite struct AdamScheduleTests {
  /// A number that has no gradient for `count` steps, moved step by step in doubles.
  private func moved(
    _ m: Double, _ v: Double, after first: Int, steps count: Int
  ) -> (move: Double, m: Double, v: Double) {
    var (move, m, v) = (0.0, m, v)
    var (firstPower, secondPower) = (1.0, 1.0)
    for step in 1...(first + count) {
      firstPower *= 0.9
      secondPower *= 0.999
      guard step > first else { continue }
      m *= 0.9
      v *= 0.999
      let rate = 0.001 * (1 - secondPower).squareRoot() / (1 - firstPower)
      move -= rate * m / (v.squareRoot() + 1e-7)
    }
    return (move, m, v)
  }

  /// Early and late in training, few and many missed steps, moments around and far from ε².
  @Test(arguments: [0, 1, 7, 300], [1, 2, 5, 40, 219, 221, 1000])
  func `missed steps at once are those one by one`(first: Int, count: Int) {
    var schedule = AdamSchedule(rate: 0.001)
    for _ in 0..<first + count { schedule.complete() }
    #expect(schedule.completed == first + count)
    let missed = schedule.missed(since: first)
    for (m, v) in [(3e-4, 1e-6), (-2e-7, 1e-14), (1e-9, 1e-20), (5.0, 30.0), (1e-3, 0)] {
      let root = v.squareRoot()
      let q = root / (root + 1e-7)
      let sums = SIMD4<Double>(missed.sums)
      let move = -m / (root + 1e-7) * (sums.x + q * (sums.y + q * (sums.z + q * sums.w)))
      let expected = moved(m, v, after: first, steps: count)
      #expect(abs(move / expected.move - 1) < 3e-7, "\(move), not \(expected.move)")
      #expect(abs(m * Double(missed.first) - expected.m) <= abs(m) * 1e-7)
      #expect(abs(v * Double(missed.second) - expected.v) <= v * 1e-7)
    }
  }
}
