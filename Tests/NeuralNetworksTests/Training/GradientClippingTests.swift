import NeuralNetworks
import Testing

@Suite struct GradientClippingTests {
  @Test func scalesToTheNorm() {
    var parameter = Parameter("p", shape: [5], values: [0, 0, 0, 0, 0])
    parameter.addGradient([0, 3, 0, 0, 4])
    #expect(clipGradients(of: &parameter, norm: 10) == 5)
    #expect(parameter.gradient == [0, 3, 0, 0, 4])
    #expect(clipGradients(of: &parameter, norm: 1) == 5)
    #expect(zip(parameter.gradient, [0, 0.6, 0, 0, 0.8]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func tellsDivergence() {
    var parameter = Parameter("p", shape: [1], values: [0])
    parameter.addGradient([.nan])
    #expect(!clipGradients(of: &parameter, norm: 1).isFinite)
  }
}
