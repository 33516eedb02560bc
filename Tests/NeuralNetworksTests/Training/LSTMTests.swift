import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct LSTMTests {
  @Test func equalsPyTorch() throws {
    let fixture = try TrainingFixture()
    var layer = LSTM("lstm", inputs: 5, hidden: 6, seed: 1)
    try layer.read(fixture.file)
    let activations = layer.forward(try fixture.matrix("lstm.x"), lengths: fixture.lengths)
    #expect(largestDifference(activations.states.elements, try fixture.floats("lstm.y")) < 1e-6)
    let dx = layer.backward(activations, stateGradient: try fixture.matrix("lstm.dy"))
    #expect(largestDifference(dx.elements, try fixture.floats("lstm.dx")) < 1e-5)
    try fixture.expectGradients(layer)
  }

  @Test(arguments: [[1], [3, 1, 4, 1], [1, 2, 5], [2, 2]])
  func gradientsAreCentralDifferences(lengths: [Int]) {
    var layer = LSTM("lstm", inputs: 4, hidden: 3, seed: 2)
    let count = lengths.reduce(0, +)
    let (x, dy) = (randomMatrix(count, 4, seed: 3), randomMatrix(count, 3, seed: 4))
    let dx = layer.backward(layer.forward(x, lengths: lengths), stateGradient: dy)
    expectCentralDifferences(layer, x, inputGradient: dx) { rows, weights in
      let states = sequences(rows, lengths).flatMap {
        Reference.lstm($0, weights: weights, hidden: 3)
      }
      return inner(states.flatMap(\.self), dy.elements)
    }
  }
}
