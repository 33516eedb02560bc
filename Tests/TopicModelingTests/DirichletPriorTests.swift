import LinearAlgebra
import Testing
import TopicModeling

@Suite struct DirichletPriorTests {
  /// Groups of tokens drawn from a Pólya urn, which is a Dirichlet distribution of categories.
  private func urn(_ prior: [Double], groups: Int, tokens: Int) -> [Int] {
    (0..<groups).flatMap { group -> [Int] in
      var generator = KeyedGenerator(seed: 7, purpose: "urn", index: group)
      var weights = prior
      return (0..<tokens).map { _ in
        var rest = generator.uniform() * weights.reduce(0, +)
        var category = 0
        while category < prior.count - 1, rest >= weights[category] {
          rest -= weights[category]
          category += 1
        }
        weights[category] += 1
        return category
      }
    }
  }

  private func learned(_ drawn: [Int], isSymmetric: Bool, groups: Int) -> [Double] {
    let tokens = drawn.count / groups
    let offsets = Array(stride(from: 0, through: drawn.count, by: tokens))
    var prior = [1.0, 1.0, 1.0]
    for _ in 0..<40 {
      prior = learnedDirichlet(
        prior, isSymmetric: isSymmetric, totals: [Int](repeating: tokens, count: groups)
      ) { start in
        risingSums(offsets: offsets[...], start: start) { drawn[$0] }
      }
    }
    return prior
  }

  @Test func `the parameters that tokens were drawn by are found`() {
    let prior = [0.9, 0.3, 0.1]
    let found = learned(urn(prior, groups: 4000, tokens: 12), isSymmetric: false, groups: 4000)
    for (a, b) in zip(found, prior) { #expect(abs(a - b) < 0.1 * b) }
  }

  @Test func `a symmetric prior is one number`() {
    let found = learned(
      urn([0.4, 0.4, 0.4], groups: 4000, tokens: 12), isSymmetric: true, groups: 4000)
    #expect(found[0] == found[1] && found[1] == found[2])
    #expect(abs(found[0] - 0.4) < 0.04)
  }

  @Test func `sums of fractions are differences of digamma functions`() {
    let sums = risingSums(offsets: [0, 5, 8], start: [0.7]) { _ in 0 }
    let expected = digamma(5.7) + digamma(3.7) - 2 * digamma(0.7)
    #expect(abs(sums[0] - expected) < 1e-12)
  }

  @Test func `without tokens nothing is learned`() {
    let prior = learnedDirichlet([0.5, 2], isSymmetric: false, totals: [0, 0]) { $0 }
    #expect(prior == [0.5, 2])
  }

  @Test(
    arguments: [
      (1.0, -0.577215664901533), (0.5, -1.96351002602142), (10.0, 2.25175258906672),
      (0.001, -1000.57557193000), (123.4, 4.811373775116278),
    ])
  func `digamma has its known values`(x: Double, value: Double) {
    #expect(abs(digamma(x) - value) < 1e-10 * max(1, abs(value)))
  }
}
