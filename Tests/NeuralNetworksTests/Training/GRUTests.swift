import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct GRUTests {
  @Test func equalsPyTorch() throws {
    let fixture = try TrainingFixture()
    var layer = GRU("gru", inputs: 5, hidden: 6, seed: 1)
    try layer.read(fixture.file)
    let activations = layer.forward(try fixture.matrix("gru.x"), lengths: fixture.lengths)
    #expect(largestDifference(activations.states.elements, try fixture.floats("gru.y")) < 1e-6)
    let dx = layer.backward(activations, stateGradient: try fixture.matrix("gru.dy"))
    #expect(largestDifference(dx.elements, try fixture.floats("gru.dx")) < 1e-5)
    try fixture.expectGradients(layer)
  }

  @Test(arguments: [[1], [3, 1, 4, 1], [1, 2, 5], [2, 2]])
  func gradientsAreCentralDifferences(lengths: [Int]) {
    var layer = GRU("gru", inputs: 4, hidden: 3, seed: 2)
    let count = lengths.reduce(0, +)
    let (x, dy) = (randomMatrix(count, 4, seed: 3), randomMatrix(count, 3, seed: 4))
    let dx = layer.backward(layer.forward(x, lengths: lengths), stateGradient: dy)
    expectCentralDifferences(layer, x, inputGradient: dx) { rows, weights in
      let states = sequences(rows, lengths).flatMap {
        Reference.gru($0, weights: weights, hidden: 3)
      }
      return inner(states.flatMap(\.self), dy.elements)
    }
  }

  /// The states of a sequence do not depend on the others.
  @Test func sequencesAreIndependent() {
    let layer = GRU("gru", inputs: 4, hidden: 3, seed: 2)
    let x = randomMatrix(7, 4, seed: 3)
    let together = layer.forward(x, lengths: [2, 4, 1]).states
    let alone = layer.forward(x.rows(2..<6), lengths: [4]).states
    #expect(largestDifference(Array(together.elements[6..<18]), alone.elements) < 1e-6)
  }
}
