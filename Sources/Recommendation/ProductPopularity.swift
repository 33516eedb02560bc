import RealModule

/// How popular each product is, from 0 to 1: the logarithm of its sales by that of the largest.
///
///     value(p) = (log(1 + popularity(p)) / log(1 + largest popularity)) ^ exponent
///
/// The logarithm damps: a product that sells a thousand times as often as another is no thousand times
/// as good for a cluster.
public struct ProductPopularity: Sendable {
  /// The value of each product; zeros if none is known to be popular.
  public let values: [Double]

  /// Damps the popularity of products.
  ///
  /// - Parameters:
  ///   - catalogue: The products; ``Product/popularity`` is 0 or more.
  ///   - exponent: Above 1, only the most popular gain; below, the less popular catch up.
  /// - Complexity: O(*products*)
  public init(_ catalogue: [Product], exponent: Double = 1) {
    let largest = Double.log(onePlus: catalogue.map(\.popularity).max() ?? 0)
    values = catalogue.map { product in
      guard largest > 0, product.popularity > 0 else { return 0 }
      return Double.pow(Double.log(onePlus: product.popularity) / largest, exponent)
    }
  }
}
