import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct RecurrentLayerTests {
  @Test(arguments: [RecurrentLayer.Unit.gru, .lstm])
  func equalsPyTorch(unit: RecurrentLayer.Unit) throws {
    let (fixture, name) = (try TrainingFixture(), "\(unit)")
    var layer = RecurrentLayer(unit, name, inputs: 5, hidden: 6, seed: 1)
    try layer.read(fixture.file)
    let activations = layer.forward(try fixture.matrix("\(name).x"), lengths: fixture.lengths)
    #expect(largestDifference(activations.states.elements, try fixture.floats("\(name).y")) < 1e-6)
    let dx = layer.backward(activations, stateGradient: try fixture.matrix("\(name).dy"))
    #expect(largestDifference(dx.elements, try fixture.floats("\(name).dx")) < 1e-5)
    try fixture.expectGradients(layer)
  }

  @Test(
    arguments: [RecurrentLayer.Unit.gru, .lstm], [[1], [3, 1, 4, 1], [1, 2, 5], [2, 2]])
  func gradientsAreCentralDifferences(unit: RecurrentLayer.Unit, lengths: [Int]) {
    var layer = RecurrentLayer(unit, "layer", inputs: 4, hidden: 3, seed: 2)
    let count = lengths.reduce(0, +)
    let (x, dy) = (randomMatrix(count, 4, seed: 3), randomMatrix(count, 3, seed: 4))
    let dx = layer.backward(layer.forward(x, lengths: lengths), stateGradient: dy)
    expectCentralDifferences(layer, x, inputGradient: dx) { rows, weights in
      let states = sequences(rows, lengths).flatMap { sequence in
        switch unit {
        case .gru: Reference.gru(sequence, weights: weights, hidden: 3)
        case .lstm: Reference.lstm(sequence, weights: weights, hidden: 3)
        }
      }
      return inner(states.flatMap(\.self), dy.elements)
    }
  }

  /// The states of a sequence do not depend on the others.
  @Test(arguments: [RecurrentLayer.Unit.gru, .lstm])
  func sequencesAreIndependent(unit: RecurrentLayer.Unit) {
    let layer = RecurrentLayer(unit, "layer", inputs: 4, hidden: 3, seed: 2)
    let x = randomMatrix(7, 4, seed: 3)
    let together = layer.forward(x, lengths: [2, 4, 1]).states
    let alone = layer.forward(x.rows(2..<6), lengths: [4]).states
    #expect(largestDifference(Array(together.elements[6..<18]), alone.elements) < 1e-6)
  }
}
