import LinearAlgebra

/// Factors of users and items whose inner products tell who uses what, for data that say what was used
/// and not what was disliked ([Hu, Koren and Volinsky 2008]).
///
/// With *p* = 1 where a user used an item and 0 elsewhere, and the confidence *c* = 1 + *α* *r* for
/// how much *r* it was used, alternating least squares minimizes
///
///     Σ c(u, i) (p(u, i) − x(u) · y(i))² + λ (Σ ‖x(u)‖² + Σ ‖y(i)‖²)
///
/// over all users and items: *x* with *y* held fixed, then *y* with *x*. Each factor is the solution of
/// a system of its own, approached by a few steps of conjugate gradients from where it was
/// ([Takács, Pilászy and Tikk 2011]); see ``FactorSystem``.
///
/// Only the factors of items are kept. Those of a user follow from the history, for users of the
/// training and others alike.
///
/// [Hu, Koren and Volinsky 2008]: https://doi.org/10.1109/ICDM.2008.22
/// [Takács, Pilászy and Tikk 2011]: https://doi.org/10.1145/2043932.2043987
public struct ImplicitALS: CoUseModel {
  /// How factors are found.
  public struct Options: Sendable {
    /// The number of factors.
    public var factors = 64
    /// *λ*: larger values keep factors smaller.
    public var regularization: Float = 1
    /// *α*: how much more a use counts than no use.
    public var alpha: Float = 10
    /// How often users and items take turns.
    public var iterations = 15
    /// The steps of conjugate gradients in each turn.
    public var steps = 3

    /// Creates the default options.
    public init() {}
  }

  /// The factors of the items, of shape (items, factors).
  public let factors: Matrix
  /// *λ*.
  public let regularization: Float
  /// *α*.
  public let alpha: Float
  /// What a user's factors are solved from.
  private let system: FactorSystem

  /// Creates a model of factors, as a model file holds them.
  public init(factors: Matrix, regularization: Float, alpha: Float) {
    (self.factors, self.regularization, self.alpha) = (factors, regularization, alpha)
    system = FactorSystem(factors, regularization: regularization, alpha: alpha, threads: 1)
  }

  /// Learns the factors.
  ///
  /// - Parameters:
  ///   - interactions: How much each user used each item, of shape (users, items).
  ///   - options: How factors are found.
  ///   - seed: The seed of the random factors to start from.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - progress: Is told after each iteration how many are done.
  /// - Complexity: O(*iterations* × *steps* × ((*users* + *items*) × *factors*² + *n* × *factors*)) for
  ///   *n* interactions.
  public init(
    _ interactions: SparseMatrix, _ options: Options, seed: UInt64, threads: Int,
    progress: (_ iterations: Int) -> Void = { _ in }
  ) {
    let usersOfItems = interactions.transposed()
    let count = options.factors
    var users = Matrix(rows: interactions.rows, columns: count)
    var items = Matrix(rows: interactions.columns, columns: count)
    Self.randomize(&users, "ALS users", seed: seed, threads: threads)
    Self.randomize(&items, "ALS items", seed: seed, threads: threads)
    for iteration in 0..<options.iterations {
      Self.turn(&users, interactions, against: items, options, threads: threads)
      Self.turn(&items, usersOfItems, against: users, options, threads: threads)
      progress(iteration + 1)
    }
    self.init(
      factors: items, regularization: options.regularization, alpha: options.alpha)
  }

  /// Small random numbers: of zeros, the factors would stay zeros.
  private static func randomize(
    _ matrix: inout Matrix, _ purpose: String, seed: UInt64, threads: Int
  ) {
    matrix.forEachRow(threads: threads) { index, row in
      var generator = KeyedGenerator(seed: seed, purpose: purpose, index: index)
      for j in row.indices { row[j] = 0.01 * Float(generator.gaussian()) }
    }
  }

  private static func turn(
    _ matrix: inout Matrix, _ interactions: SparseMatrix, against others: Matrix,
    _ options: Options, threads: Int
  ) {
    let system = FactorSystem(
      others, regularization: options.regularization, alpha: options.alpha, threads: threads)
    let steps = options.steps
    matrix.forEachRow(threads: threads) { index, row in
      system.approach(
        &row, interactions.columnIndexes(inRow: index), interactions.values(inRow: index),
        steps: steps)
    }
  }

  /// The number of items.
  public var items: Int { factors.rows }

  /// The factors of a user with a history.
  ///
  /// - Complexity: O(*factors*² × steps), at most 2 × *factors* steps.
  public func user(_ used: Span<Int32>, _ weights: Span<Float>) -> [Float] {
    system.solution(used, weights)
  }

  /// The inner products of the factors of items with those of the user.
  ///
  /// - Complexity: O(*items* × *factors*)
  public func score(
    _ used: Span<Int32>, _ weights: Span<Float>, into scores: inout MutableSpan<Float>
  ) {
    let user = system.solution(used, weights)
    for item in 0..<factors.rows { scores[item] = dot(factors[row: item], user.span) }
  }

  /// What each item of the history adds, by section 5 of the paper: with the inverse *W* of the matrix of
  /// the user's system, the score of *i* is the sum over the history of *c*(*j*) *y*(*i*) · *W y*(*j*).
  public func contributions(
    _ used: Span<Int32>, _ weights: Span<Float>, to item: Int
  ) -> [Float] {
    let direction = system.inverse(used, weights, times: factors[row: item])
    return used.indices.map { place in
      (1 + alpha * weights[place]) * dot(direction.span, factors[row: Int(used[place])])
    }
  }
}
