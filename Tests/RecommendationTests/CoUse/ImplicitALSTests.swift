import LinearAlgebra
import Testing

import Recommendation

@Suite struct ImplicitALSTests {
  private static var options: ImplicitALS.Options {
    var options = ImplicitALS.Options()
    (options.factors, options.iterations) = (8, 6)
    (options.regularization, options.alpha) = (0.5, 10)
    return options
  }

  /// The users of `implicit`, by Tests/References/co_use.py.
  @Test func `the factors of users are those of implicit`() throws {
    let golden = try CoUseFixture()
    let model = ImplicitALS(factors: golden.factors, regularization: 0.5, alpha: 4)
    for user in 0..<golden.interactions.rows {
      let own = model.user(
        golden.interactions.columnIndexes(inRow: user), golden.interactions.values(inRow: user))
      for (factor, number) in own.enumerated() {
        #expect(abs(Double(number) - golden.users[4 * user + factor]) < 1e-4)
      }
    }
  }

  /// The sum that the model minimizes.
  private static func loss(_ model: ImplicitALS, _ x: SparseMatrix) -> Double {
    var loss = 0.0
    for user in 0..<x.rows {
      let items = x.columnIndexes(inRow: user)
      let weights = x.values(inRow: user)
      let factors = model.user(items, weights)
      loss += Double(model.regularization * dot(factors.span, factors.span))
      var used = [Int: Float]()
      for place in items.indices { used[Int(items[place])] = weights[place] }
      for item in 0..<x.columns {
        let score = dot(factors.span, model.factors[row: item])
        let error = (used[item] == nil ? 0 : 1) - score
        loss += Double((1 + model.alpha * (used[item] ?? 0)) * error * error)
      }
    }
    for item in 0..<x.columns {
      loss += Double(model.regularization * dot(model.factors[row: item], model.factors[row: item]))
    }
    return loss
  }

  @Test func `turns lower the loss`() {
    let baskets = Baskets.matrix(users: 200, items: 40)
    let losses = [1, 2, 4, 8].map { iterations in
      var options = Self.options
      options.iterations = iterations
      return Self.loss(ImplicitALS(baskets, options, seed: 1, threads: 2), baskets)
    }
    for (earlier, later) in zip(losses, losses.dropFirst()) { #expect(later < earlier) }
  }

  @Test func `items of a user's taste score higher`() {
    let baskets = Baskets.matrix(users: 400, items: 40)
    let model = ImplicitALS(baskets, Self.options, seed: 1, threads: 2)
    var (own, other) = (Float(0), Float(0))
    for user in 0..<40 {
      let scores = Baskets.scores(baskets, user: user) { model.score($0, $1, into: &$2) }
      for item in 0..<40 {
        if item % 4 == user % 4 { own += scores[item] / 10 } else { other += scores[item] / 30 }
      }
    }
    #expect(own > 2 * other)
  }

  @Test func `a score is the sum of what the history adds`() {
    let baskets = Baskets.matrix(users: 100, items: 30)
    let model = ImplicitALS(baskets, Self.options, seed: 1, threads: 1)
    for user in 0..<5 {
      let scores = Baskets.scores(baskets, user: user) { model.score($0, $1, into: &$2) }
      for item in 0..<30 {
        let parts = model.contributions(
          baskets.columnIndexes(inRow: user), baskets.values(inRow: user), to: item)
        #expect(abs(parts.reduce(0, +) - scores[item]) < 1e-3)
      }
    }
  }

  @Test func `threads do not matter, the seed does`() {
    let baskets = Baskets.matrix(users: 3000, items: 50)
    let one = ImplicitALS(baskets, Self.options, seed: 1, threads: 1)
    #expect(ImplicitALS(baskets, Self.options, seed: 1, threads: 4).factors == one.factors)
    #expect(ImplicitALS(baskets, Self.options, seed: 2, threads: 4).factors != one.factors)
  }
}
