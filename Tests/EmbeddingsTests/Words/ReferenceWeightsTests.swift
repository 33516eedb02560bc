import Embeddings
import LinearAlgebra
import Testing

@Suite struct ReferenceWeightsTests {
  private let group: [ReferenceWeights.Output] = [(1, 1, 1), (2, 0, 1), (0, 0, 2)]

  private func weights() -> ReferenceWeights {
    var generator = KeyedGenerator(seed: 3, purpose: "weights")
    func rows() -> [[Double]] { (0..<3).map { _ in (0..<4).map { _ in generator.gaussian() } } }
    return ReferenceWeights(inputs: rows(), outputs: rows())
  }

  /// The central difference of the loss when one number changes.
  private func slope(
    _ weights: ReferenceWeights, mean: Bool, _ number: WritableKeyPath<ReferenceWeights, Double>
  ) -> Double {
    let h = 1e-5
    var (above, below) = (weights, weights)
    above[keyPath: number] += h
    below[keyPath: number] -= h
    return (above.loss([0, 2], group, mean: mean) - below.loss([0, 2], group, mean: mean)) / (2 * h)
  }

  @Test(arguments: [false, true])
  func `a step goes against the gradient`(mean: Bool) {
    let before = weights()
    var after = before
    after.step([0, 2], group, mean: mean, rate: 0.1)
    for row in 0..<3 {
      for column in 0..<4 {
        let output = after.outputs[row][column] - before.outputs[row][column]
        #expect(abs(output + 0.1 * slope(before, mean: mean, \.outputs[row][column])) < 1e-8)
        // A mean of two moves by half of what each of its rows does: word2vec.c does not divide.
        let input = after.inputs[row][column] - before.inputs[row][column]
        let gradient = slope(before, mean: mean, \.inputs[row][column]) * (mean ? 2 : 1)
        #expect(abs(input + 0.1 * gradient) < 1e-8)
      }
    }
  }
}
