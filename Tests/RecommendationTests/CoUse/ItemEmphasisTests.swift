import Testing

import Recommendation

@Suite struct ItemEmphasisTests {
  @Test func `popular items are lowered by the power of their users`() {
    var emphasis = ItemEmphasis(items: 3)
    #expect(emphasis.isEmpty)
    emphasis.lowerPopular([100, 25, 0], exponent: 0.5)
    #expect(emphasis.factors == [1, 2, 1] && !emphasis.isEmpty)
  }

  @Test func `items are raised by their rate, drawn towards the mean where shown seldom`() {
    var emphasis = ItemEmphasis(items: 4)
    // The mean rate is 0.1.
    emphasis.raiseClicked(
      clicks: [1200, 1, 0, 0], impressions: [6000, 10, 6000, 0], exponent: 1)
    let factors = emphasis.factors
    #expect(factors[0] > 1.5 && factors[2] < 0.5)
    #expect(abs(factors[1] - 1) < 0.01 && factors[3] == 1)
  }

  @Test func `exponents of 0 change nothing`() {
    var emphasis = ItemEmphasis(items: 2)
    emphasis.lowerPopular([5, 1], exponent: 0)
    emphasis.raiseClicked(clicks: [5, 1], impressions: [9, 9], exponent: 0)
    #expect(emphasis == ItemEmphasis(items: 2))
  }

  @Test func `a larger factor is better for negative scores too`() {
    let emphasis = ItemEmphasis(factors: [2, 1])
    #expect(emphasis.score(3, of: 0) == 6 && emphasis.score(-3, of: 0) == -1.5)
  }
}
