/// Whether items near those that are clicked much when they are shown are clicked much too.
///
/// The click-through rate (CTR) of an item is its clicks over its impressions. It is no part of the
/// vectors; where taste explains it, it can be read off them.
public struct ClickThrough: Sendable {
  /// The mean rate of the items that were shown.
  public let mean: Double
  /// The mean rate of the tenth of the items with the highest.
  public let top: Double
  /// The mean over that tenth of the mean rate of an item's neighbors.
  public let nearTop: Double
  /// The correlation of an item's rate with the mean rate of its neighbors; 0 if one of the two is
  /// the same everywhere.
  public let correlation: Double

  /// The rate of each item; nil where it was not shown.
  public static func rates(clicks: [Double], impressions: [Double]) -> [Double?] {
    zip(clicks, impressions).map { $1 > 0 ? $0 / $1 : nil }
  }

  /// Compares the rates of items with those of their neighbors; nil if there are no two such items.
  ///
  /// - Parameters:
  ///   - near: The neighbors, all of them items with a rate.
  ///   - rates: The rate of each item.
  /// - Complexity: O(*n* log *n*) in the items.
  public init?(_ near: ItemNeighbors, rates: [Double?]) {
    let pairs = near.items.indices.compactMap { row -> (own: Double, near: Double)? in
      let others = near.neighbors[row].compactMap { rates[$0] }
      guard let own = rates[near.items[row]], !others.isEmpty else { return nil }
      return (own, Self.mean(others))
    }
    guard pairs.count > 1 else { return nil }
    mean = Self.mean(rates.compactMap(\.self))
    let best = pairs.indices.sorted { a, b in
      pairs[a].own != pairs[b].own ? pairs[a].own > pairs[b].own : a < b
    }.prefix((pairs.count + 9) / 10)
    top = Self.mean(best.map { pairs[$0].own })
    nearTop = Self.mean(best.map { pairs[$0].near })
    correlation = Self.correlation(pairs)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  private static func correlation(_ pairs: [(own: Double, near: Double)]) -> Double {
    let (x, y) = (mean(pairs.map(\.own)), mean(pairs.map(\.near)))
    let products = pairs.reduce(into: (xx: 0.0, xy: 0.0, yy: 0.0)) { sums, pair in
      sums.xx += (pair.own - x) * (pair.own - x)
      sums.xy += (pair.own - x) * (pair.near - y)
      sums.yy += (pair.near - y) * (pair.near - y)
    }
    // Of equal rates the deviations are rounding errors.
    let least = 1e-20 * Double(pairs.count)
    guard products.xx > least * x * x, products.yy > least * y * y else { return 0 }
    return products.xy / (products.xx * products.yy).squareRoot()
  }
}
