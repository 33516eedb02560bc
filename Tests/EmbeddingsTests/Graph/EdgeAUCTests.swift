import Embeddings
import LinearAlgebra
import Testing

@Suite struct EdgeAUCTests {
  @Test func `the area is the share of pairs that are in order, ties half`() {
    var generator = KeyedGenerator(seed: 3, purpose: "scores")
    let scores = (0..<40).map { _ in Float(generator.below(12)) }
    let others = (0..<30).map { _ in Float(generator.below(10)) }
    var wins = 0.0
    for a in scores {
      for b in others { wins += a > b ? 1 : a == b ? 0.5 : 0 }
    }
    #expect(abs(EdgeAUC.area(scores, above: others) - wins / 1200) < 1e-12)
  }

  @Test func `perfect, opposite and equal scores`() {
    #expect(EdgeAUC.area([2, 3], above: [0, 1]) == 1)
    #expect(EdgeAUC.area([0, 1], above: [2, 3]) == 0)
    #expect(EdgeAUC.area([1, 1], above: [1, 1, 1]) == 0.5)
  }
}
