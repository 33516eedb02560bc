import LinearAlgebra

/// Chooses which items are shown where there are too many.
///
/// Each item draws a number that its name and the seed alone decide, and the smallest numbers win. So an
/// item that is shown today is mostly shown tomorrow, whatever came before it in the file.
public struct KeyedSample: Sendable {
  /// The seed of the program.
  public let seed: UInt64

  /// Creates a sampler.
  public init(seed: UInt64) { self.seed = seed }

  /// The positions of up to `count` of `names`, ascending.
  ///
  /// - Complexity: O(*n* log *n*), nothing if all fit.
  public func positions(_ names: [String], count: Int) -> [Int] {
    guard names.count > count else { return Array(names.indices) }
    let keys = names.map { name in
      var generator = KeyedGenerator(seed: seed, purpose: "report \(name)")
      return generator.next()
    }
    let order = names.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    return order.prefix(count).sorted()
  }

  /// The positions of about `count` points, ascending: of each cluster its share, and at least
  /// `least` or all it has, so that no cluster disappears.
  ///
  /// - Complexity: O(*n* log *n*)
  public func positions(_ points: [MapPoint], count: Int, least: Int = 10) -> [Int] {
    guard points.count > count else { return Array(points.indices) }
    let byCluster = Dictionary(grouping: points.indices) { points[$0].cluster }
    return byCluster.values.flatMap { members in
      let share = members.count * count / points.count
      return positions(members.map { points[$0].name }, count: max(share, least))
        .map { members[$0] }
    }.sorted()
  }
}
