import LinearAlgebra
import NeuralNetworks
import Testing

struct SoftmaxTests {
  @Test(arguments: [8, 16, 24, 512])
  func `powers and their sum are those of the plain loop`(length: Int) {
    var x = randomNumbers(length, in: -40...40)
    var expected = x
    var fast = x.mutableSpan
    var slow = expected.mutableSpan
    let sum = exponentiate(&fast)
    let expectedSum = Reference.exponentiate(&slow)
    #expect(abs(Double(sum) - expectedSum) < 1e-5 * expectedSum)
    #expect(largestDifference(x, expected) < 1e-6)
  }

  @Test func `small powers keep their relative precision`() {
    var x: [Float] = (0..<80).map { -Float($0) }
    var expected = x
    var fast = x.mutableSpan
    var slow = expected.mutableSpan
    _ = exponentiate(&fast)
    _ = Reference.exponentiate(&slow)
    for (power, other) in zip(x, expected) { #expect(abs(power / other - 1) < 1e-6) }
  }

  @Test func `masked numbers add nothing`() {
    var x: [Float] = [1, -1e30, -1e30, -1e30, -1e30, -1e30, -1e30, 1]
    var span = x.mutableSpan
    #expect(exponentiate(&span) == 2)
  }
}
