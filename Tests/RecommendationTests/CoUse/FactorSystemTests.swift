import LinearAlgebra
import Testing

import Recommendation

@Suite struct FactorSystemTests {
  private static func factors(_ items: Int, _ count: Int) -> Matrix {
    var generator = KeyedGenerator(seed: 9, purpose: "factors")
    return Matrix(
      rows: items, columns: count,
      elements: (0..<items * count).map { _ in Float(generator.gaussian()) })
  }

  @Test(arguments: [1, 3, 16])
  func `the solution is that of the paper's formula`(count: Int) {
    let factors = Self.factors(50, count)
    let system = FactorSystem(factors, regularization: 2, alpha: 3, threads: 1)
    let (used, weights): ([Int32], [Float]) = ([4, 0, 31, 17], [1, 2.5, 0.5, 1])
    let own = system.solution(used.span, weights.span)
    let reference = FactorReference.solution(
      factors, used: used, weights: weights, regularization: 2, alpha: 3)
    #expect(largestDifference(own, reference) < 1e-5)
  }

  @Test func `steps approach the solution from where they start`() {
    let factors = Self.factors(50, 16)
    let system = FactorSystem(factors, regularization: 2, alpha: 3, threads: 1)
    let (used, weights): ([Int32], [Float]) = ([4, 0, 31, 17], [1, 2, 1, 1])
    let solution = system.solution(used.span, weights.span).map { Double($0) }
    var x = [Float](repeating: 0.3, count: 16)
    var distances = [largestDifference(x, solution)]
    for _ in 0..<4 {
      var span = x.mutableSpan
      system.approach(&span, used.span, weights.span, steps: 3)
      distances.append(largestDifference(x, solution))
    }
    #expect(distances[1] < distances[0] && distances[4] < 0.03 * distances[0], "\(distances)")
  }

  @Test func `an empty history has no factors`() {
    let system = FactorSystem(Self.factors(5, 2), regularization: 2, alpha: 3, threads: 1)
    let (used, weights): ([Int32], [Float]) = ([], [])
    var x: [Float] = [1, 1]
    var span = x.mutableSpan
    system.approach(&span, used.span, weights.span, steps: 3)
    #expect(x == [0, 0])
    #expect(system.solution(used.span, weights.span) == [0, 0])
  }
}
