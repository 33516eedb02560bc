import LinearAlgebra
import NeuralNetworks
import TestSupport
import Testing

@Suite struct NormalizationLayerTests {
  @Test func equalsPyTorch() throws {
    let fixture = try TrainingFixture()
    var layer = NormalizationLayer("norm", width: 5)
    try layer.read(fixture.file)
    let activations = layer.forward(try fixture.matrix("norm.x"))
    #expect(largestDifference(activations.output.elements, try fixture.floats("norm.y")) < 1e-5)
    let dx = layer.backward(activations, outputGradient: try fixture.matrix("norm.dy"))
    #expect(largestDifference(dx.elements, try fixture.floats("norm.dx")) < 1e-5)
    try fixture.expectGradients(layer)
  }

  @Test func gradientsAreCentralDifferences() {
    var layer = NormalizationLayer("norm", width: 6)
    layer.forEachParameter { parameter in
      parameter.values = randomNumbers(6, seed: UInt64(parameter.values[0]) + 5)
    }
    let (x, dy) = (randomMatrix(4, 6, seed: 3), randomMatrix(4, 6, seed: 4))
    let dx = layer.backward(layer.forward(x), outputGradient: dy)
    expectCentralDifferences(layer, x, inputGradient: dx) { rows, weights in
      let normalized = rows.flatMap {
        Reference.normalizeLayer($0, scale: weights[0], shift: weights[1], epsilon: 1e-5)
      }
      return inner(normalized, dy.elements)
    }
  }
}
