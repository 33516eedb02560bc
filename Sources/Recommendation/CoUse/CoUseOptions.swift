import LinearAlgebra

/// Which model is fitted to interactions, and how.
public struct CoUseOptions: Sendable {
  /// A model.
  public enum Method: String, Sendable, CaseIterable {
    /// ``EASE``, or ``SparseEASE`` for very many items.
    case ease
    /// ``ItemKNN``.
    case knn
    /// ``ImplicitALS``.
    case als
    /// ``VectorModel``.
    case vectors
    /// ``PopularityModel``.
    case popularity
  }

  /// The model.
  public var method = Method.ease
  /// How the uses of an item count.
  public var weighting = Weighting.binary
  /// *λ* of ``EASE``.
  public var regularization = 100.0
  /// The largest number of items for which ``EASE`` computes the weights of all pairs.
  public var denseItems = EASE.itemLimit
  /// The number of items that ``SparseEASE`` predicts an item from.
  public var candidates = 200
  /// How alike two items are for ``ItemKNN``.
  public var similarity = ItemSimilarity(.cosine, shrinkage: 10)
  /// The number of items that an item speaks for in ``ItemKNN``.
  public var neighbors = 100
  /// The options of ``ImplicitALS``.
  public var als = ImplicitALS.Options()

  /// Creates the default options.
  public init() {}

  /// Whether so many items are too many for all pairs, so that ``SparseEASE`` is fitted.
  public func isSparse(items: Int) -> Bool { method == .ease && items > denseItems }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - interactions: How much each user used each item, of shape (users, items), not yet weighted.
  ///   - vectors: The vectors of the items, a row each, for ``Method/vectors``.
  ///   - seed: The seed of everything random.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - progress: Is told how many iterations are done, where there are some.
  /// - Returns: The model.
  /// - Throws: ``EASE/SingularGram``.
  public func model(
    _ interactions: SparseMatrix, vectors: Matrix? = nil, seed: UInt64, threads: Int,
    progress: (_ iterations: Int) -> Void = { _ in }
  ) throws -> any CoUseModel {
    let interactions = interactions.weighted(weighting)
    switch method {
    case .ease where isSparse(items: interactions.columns):
      return ItemItemModel(
        .sparse(
          SparseEASE.weights(
            interactions, regularization: regularization, candidates: candidates, threads: threads)
        ))
    case .ease:
      return ItemItemModel(
        .dense(
          try EASE.weights(interactions, regularization: regularization, threads: threads)))
    case .knn:
      return ItemItemModel(
        .sparse(
          ItemKNN.weights(interactions, by: similarity, neighbors: neighbors, threads: threads)))
    case .als:
      return ImplicitALS(interactions, als, seed: seed, threads: threads, progress: progress)
    case .vectors:
      guard let vectors else { preconditionFailure("no vectors") }
      precondition(vectors.rows == interactions.columns, "\(vectors.rows) vectors")
      return VectorModel(vectors)
    case .popularity:
      var users = [Int](repeating: 0, count: interactions.columns)
      for item in interactions.columnIndexes { users[Int(item)] += 1 }
      return PopularityModel(users: users)
    }
  }

  /// What sets the model apart from others of its method, as in `regularization 100`.
  public var settings: String {
    switch method {
    case .ease: return "regularization \(short(regularization))"
    case .knn:
      return "\(similarity.measure.rawValue), neighbors \(neighbors), "
        + "shrinkage \(short(Double(similarity.shrinkage)))"
    case .als:
      return "factors \(als.factors), alpha \(short(Double(als.alpha))), "
        + "regularization \(short(Double(als.regularization)))"
    case .vectors, .popularity: return ""
    }
  }

  /// The options that are tried to find the best ones, these first.
  public var alternatives: [CoUseOptions] {
    switch method {
    case .ease:
      return [self]
        + [3, 10, 30, 100, 300, 1000, 3000].filter { $0 != regularization }
        .map { value in with { $0.regularization = value } }
    case .knn:
      return [self]
        + ItemSimilarity.Measure.allCases.flatMap { measure in
          [20, 100, 400].flatMap { neighbors in
            [Float(0), 10].map { shrinkage in
              with {
                $0.similarity = ItemSimilarity(measure, shrinkage: shrinkage)
                $0.neighbors = neighbors
              }
            }
          }
        }.filter { $0.settings != settings }
    case .als:
      return [self]
        + [8, 32, 128].flatMap { factors in
          [Float(1), 10, 40].map { alpha in
            with { ($0.als.factors, $0.als.alpha) = (factors, alpha) }
          }
        }.filter { $0.settings != settings }
    case .vectors, .popularity: return [self]
    }
  }

  private func with(_ change: (inout CoUseOptions) -> Void) -> CoUseOptions {
    var copy = self
    change(&copy)
    return copy
  }
}

/// A number without a needless `.0`.
private func short(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e9 ? "\(Int(number))" : "\(number)"
}
