import RealModule

/// Factors by which the scores of items are raised or lowered, for what the interactions do not tell: that
/// popular items are offered anyway, or that some items are clicked more often than others when shown.
///
/// A positive score is multiplied by the factor of its item and a negative one divided by it, so that a
/// larger factor is always better.
public struct ItemEmphasis: Sendable, Equatable {
  /// The factors, one for each item, all of them positive.
  public private(set) var factors: [Float]

  /// Factors of 1.
  public init(items: Int) { factors = [Float](repeating: 1, count: items) }

  /// Factors that were kept.
  ///
  /// - Precondition: All are positive.
  public init(factors: [Float]) {
    precondition(factors.allSatisfy { $0 > 0 && $0.isFinite }, "a factor is not positive")
    self.factors = factors
  }

  /// Whether all factors are 1.
  public var isEmpty: Bool { factors.allSatisfy { $0 == 1 } }

  /// Lowers popular items: divides by the share of an item's users among those of the most used item,
  /// to the power of `exponent`.
  ///
  /// - Parameters:
  ///   - users: The number of users of each item.
  ///   - exponent: 0 changes nothing; 1 makes up for popularity in full.
  public mutating func lowerPopular(_ users: [Int], exponent: Double) {
    guard exponent != 0, let most = users.max(), most > 0 else { return }
    for item in factors.indices where users[item] > 0 {
      factors[item] *= Float(Double.pow(Double(most) / Double(users[item]), exponent))
    }
  }

  /// Raises items that are clicked often when they are shown: multiplies by the click-through rate over
  /// the mean rate, to the power of `exponent`.
  ///
  /// The rate of an item that was shown seldom says little; each is drawn towards the mean rate as if
  /// the item had been shown 1000 times more, with clicks at the mean rate. Items that were never shown
  /// keep their scores.
  ///
  /// - Parameters:
  ///   - clicks: The number of clicks on each item.
  ///   - impressions: How often each was shown.
  ///   - exponent: 0 changes nothing; 1 multiplies by the rate itself.
  public mutating func raiseClicked(
    clicks: [Double], impressions: [Double], exponent: Double
  ) {
    let (total, shown) = (clicks.reduce(0, +), impressions.reduce(0, +))
    guard exponent != 0, total > 0, shown > 0 else { return }
    let mean = total / shown
    for item in factors.indices {
      let rate =
        (clicks[item] + Self.priorImpressions * mean) / (impressions[item] + Self.priorImpressions)
      factors[item] *= Float(Double.pow(rate / mean, exponent))
    }
  }

  /// How many impressions the mean rate counts for.
  public static let priorImpressions = 1000.0

  /// The score of an item with its factor.
  package func score(_ score: Float, of item: Int) -> Float {
    score >= 0 ? score * factors[item] : score / factors[item]
  }
}
