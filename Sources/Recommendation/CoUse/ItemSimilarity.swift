import LinearAlgebra

/// How alike two items are by who used them.
public struct ItemSimilarity: Sendable {
  /// The measure.
  public enum Measure: String, Sendable, CaseIterable {
    /// The cosine of the columns of the two items: users of both ÷ √(users of one × users of the other).
    case cosine
    /// Users of both ÷ users of one or the other (Tanimoto's extension for weights).
    case jaccard
    /// The cosine of the columns less their means: what popular items have in common by chance is taken
    /// away.
    case correlation
  }

  /// The measure.
  public var measure = Measure.cosine
  /// What is added to the denominator: larger values trust pairs with few users less.
  public var shrinkage: Float = 0

  /// Creates a similarity.
  public init(_ measure: Measure = .cosine, shrinkage: Float = 0) {
    (self.measure, self.shrinkage) = (measure, shrinkage)
  }

  /// What the similarities of an item are computed from.
  struct Item: Sendable {
    /// Σ *x* over the users.
    var sum = 0.0
    /// Σ *x*² over the users.
    var square = 0.0
  }

  /// The sums of each item.
  static func items(_ interactions: SparseMatrix) -> [Item] {
    var items = [Item](repeating: Item(), count: interactions.columns)
    for (item, value) in zip(interactions.columnIndexes, interactions.values) {
      items[Int(item)].sum += Double(value)
      items[Int(item)].square += Double(value) * Double(value)
    }
    return items
  }

  /// The similarity of two items.
  ///
  /// - Parameters:
  ///   - product: Σ *x y* over the users.
  ///   - a: The sums of one item.
  ///   - b: Those of the other.
  ///   - users: The number of users.
  /// - Returns: The similarity; 0 if it is not defined.
  func value(product: Double, _ a: Item, _ b: Item, users: Int) -> Float {
    let shrinkage = Double(shrinkage)
    switch measure {
    case .cosine:
      return Float(product / ((a.square * b.square).squareRoot() + shrinkage))
    case .jaccard:
      return Float(product / (a.square + b.square - product + shrinkage))
    case .correlation:
      let count = Double(users)
      let spreads = (a.square - a.sum * a.sum / count) * (b.square - b.sum * b.sum / count)
      // An item that everybody used as much varies with none.
      guard spreads > 0 else { return 0 }
      return Float((product - a.sum * b.sum / count) / (spreads.squareRoot() + shrinkage))
    }
  }
}
