import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct AttentionPoolingTests {
  @Test func equalsPyTorch() throws {
    let fixture = try TrainingFixture()
    var layer = AttentionPooling("pooling", inputs: 5, hidden: 6, seed: 1)
    try layer.read(fixture.file)
    let x = try fixture.matrix("pooling.x")
    let activations = layer.forward(x, values: x, lengths: fixture.lengths)
    #expect(largestDifference(activations.output.elements, try fixture.floats("pooling.y")) < 1e-6)
    let gradients = layer.backward(
      activations, outputGradient: try fixture.matrix("pooling.dy"))
    let dx = zip(gradients.x.elements, gradients.values.elements).map { $0 + $1 }
    #expect(largestDifference(dx, try fixture.floats("pooling.dx")) < 1e-5)
    try fixture.expectGradients(layer)
  }

  @Test func gradientsAreCentralDifferences() {
    let lengths = [3, 1, 4]
    var layer = AttentionPooling("pooling", inputs: 4, hidden: 3, seed: 2)
    let (x, dy) = (randomMatrix(8, 4, seed: 3), randomMatrix(3, 4, seed: 4))
    let gradients = layer.backward(
      layer.forward(x, values: x, lengths: lengths), outputGradient: dy)
    let dx = Matrix(
      rows: 8, columns: 4,
      elements: zip(gradients.x.elements, gradients.values.elements).map { $0 + $1 })
    expectCentralDifferences(layer, x, inputGradient: dx) { rows, weights in
      let means = sequences(rows, lengths).flatMap {
        Reference.attentionPooling($0, weights: weights)
      }
      return inner(means, dy.elements)
    }
  }

  @Test func startsAsMean() {
    let layer = AttentionPooling("pooling", inputs: 2, hidden: 3, startsAsMean: true, seed: 1)
    let x = Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 4, 9, -8])
    let activations = layer.forward(x, values: x, lengths: [2, 1])
    #expect(largestDifference(activations.output.elements, [2, 3, 9, -8]) < 1e-6)
    #expect(activations.weights == [0.5, 0.5, 1])
  }
}
