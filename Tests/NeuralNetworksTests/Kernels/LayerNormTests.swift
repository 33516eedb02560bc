import LinearAlgebra
import NeuralNetworks
import Testing

struct LayerNormTests {
  @Test(arguments: [1, 2, 7, 8, 31, 384, 1000])
  func `it is what the plain loop computes`(length: Int) {
    var x = randomNumbers(length, in: -3...5)
    let scale = randomNumbers(length, seed: 2)
    let shift = randomNumbers(length, seed: 3)
    var expected = x
    var fast = x.mutableSpan
    var slow = expected.mutableSpan
    normalizeLayer(&fast, scale: scale.span, shift: shift.span, epsilon: 1e-5)
    Reference.normalizeLayer(&slow, scale: scale.span, shift: shift.span, epsilon: 1e-5)
    #expect(largestDifference(x, expected) < 1e-5)
  }

  @Test func `equal numbers become the shift`() {
    var x: [Float] = [4, 4, 4]
    var span = x.mutableSpan
    let shift: [Float] = [1, 2, 3]
    normalizeLayer(
      &span, scale: [Float](repeating: 9, count: 3).span, shift: shift.span, epsilon: 1e-12)
    #expect(x == shift)
  }
}
