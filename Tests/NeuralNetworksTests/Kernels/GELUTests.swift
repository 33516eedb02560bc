import LinearAlgebra
import NeuralNetworks
import Testing

struct GELUTests {
  @Test(arguments: Activation.allCases)
  func `it is what the plain loop computes, to six digits`(activation: Activation) {
    var x: [Float] = (-4000...4000).map { Float($0) * 0.003 } + [0, -0.0, 1e-20, 300, -300]
    var expected = x
    var fast = x.mutableSpan
    var slow = expected.mutableSpan
    activation.apply(to: &fast)
    Reference.apply(activation, to: &slow)
    #expect(largestDifference(x, expected) < 1e-6)
  }

  @Test func `far from zero it is nothing or the number itself`() {
    for activation in Activation.allCases {
      var x: [Float] = [-40, 40, -1e30, 1e30]
      var span = x.mutableSpan
      activation.apply(to: &span)
      #expect(abs(x[0]) < 1e-6 && x[1] == 40 && x[3] == 1e30)
      #expect(x[2].isFinite)
    }
  }
}
