import NeuralNetworks
import Testing

struct PoolingTests {
  private let tokens: [Float] = [1, 2, -3, 5, 8, -1]  // (3, 2)

  @Test(arguments: [
    (Pooling.mean, [Float(2), 2]), (.firstToken, [1, 2]), (.maximum, [8, 5]),
  ])
  func `vectors of tokens become one`(pooling: Pooling, expected: [Float]) {
    var result: [Float] = [9, 9]
    var span = result.mutableSpan
    pooling.pool(tokens.span, into: &span)
    #expect(result == expected)
  }

  @Test(arguments: Pooling.allCases)
  func `no tokens give zeros`(pooling: Pooling) {
    var result: [Float] = [9, 9]
    var span = result.mutableSpan
    pooling.pool([Float]().span, into: &span)
    #expect(result == [0, 0])
  }
}
