import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct DenseLayerTests {
  @Test func equalsPyTorch() throws {
    let fixture = try TrainingFixture()
    var layer = DenseLayer("dense", inputs: 5, outputs: 6, seed: 1)
    try layer.read(fixture.file)
    let x = try fixture.matrix("dense.x")
    let y = layer.forward(x)
    #expect(largestDifference(y.elements, try fixture.floats("dense.y")) < 1e-6)
    let dx = layer.backward(x, outputGradient: try fixture.matrix("dense.dy"))
    #expect(largestDifference(dx.elements, try fixture.floats("dense.dx")) < 1e-5)
    try fixture.expectGradients(layer)
  }

  @Test func gradientsAreCentralDifferences() {
    var layer = DenseLayer("layer", inputs: 7, outputs: 3, seed: 2)
    let (x, dy) = (randomMatrix(9, 7, seed: 3), randomMatrix(9, 3, seed: 4))
    let dx = layer.backward(x, outputGradient: dy)
    expectCentralDifferences(layer, x, inputGradient: dx) { rows, weights in
      inner(
        rows.flatMap { Reference.dense($0, weight: weights[0], bias: weights[1]) }, dy.elements)
    }
  }

  /// Beyond a block of rows, products are divided among threads.
  @Test func threadsGiveTheSameBytes() {
    let (x, dy) = (randomMatrix(3000, 8, seed: 5), randomMatrix(3000, 4, seed: 6))
    let layers = [1, 2, 4].map { threads in
      var layer = DenseLayer("layer", inputs: 8, outputs: 4, seed: 2)
      let y = layer.forward(x, threads: threads)
      let dx = layer.backward(x, outputGradient: dy, threads: threads)
      return (y, dx, layer.parameters.map(\.gradient))
    }
    for other in layers.dropFirst() { #expect(other == layers[0]) }
  }

  @Test func startsAsPyTorchDoes() {
    let layer = DenseLayer("layer", inputs: 100, outputs: 50, seed: 1)
    let weights = layer.weight.values
    #expect(weights.allSatisfy { abs($0) <= 0.1 })
    #expect(weights.contains { $0 > 0.09 } && weights.contains { $0 < -0.09 })
    #expect(DenseLayer("layer", inputs: 100, outputs: 50, seed: 2).weight.values != weights)
    #expect(DenseLayer("other", inputs: 100, outputs: 50, seed: 1).weight.values != weights)
  }
}
