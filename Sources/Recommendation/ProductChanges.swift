/// What became of a product in the list of a cluster since the run before.
public struct ProductChange: Sendable, Equatable {
  /// The kinds of changes.
  public enum Kind: String, CaseIterable, Sendable {
    /// It was not in the list.
    case new
    /// It is no longer in the list.
    case gone
    /// Its rank is better.
    case up
    /// Its rank is worse.
    case down
  }

  /// The number of the cluster.
  public var cluster: Int
  /// The name of the product.
  public var product: String
  /// What became of it.
  public var kind: Kind
  /// Its rank today, from 1.
  public var rank: Int?
  /// Its rank in the run before, from 1.
  public var previousRank: Int?

  /// Creates a change.
  public init(
    cluster: Int, product: String, kind: Kind, rank: Int? = nil, previousRank: Int? = nil
  ) {
    (self.cluster, self.product, self.kind) = (cluster, product, kind)
    (self.rank, self.previousRank) = (rank, previousRank)
  }
}

/// The changes of all lists since the run before.
public struct ProductChanges: Sendable {
  /// The changes, by cluster; first the products of today by their rank, then those that are gone.
  /// What kept its rank is not among them.
  public let changes: [ProductChange]
  /// The share of the suggestions of the run before that are still made; nil if there were none.
  public let keptShare: Double?

  /// Compares lists of products, best first, by the numbers of their clusters.
  ///
  /// - Complexity: O(*n*)
  public init(previous: [Int: [String]], current: [Int: [String]]) {
    var changes: [ProductChange] = []
    var (kept, before) = (0, 0)
    for cluster in Set(previous.keys).union(current.keys).sorted() {
      let (old, new) = (previous[cluster] ?? [], current[cluster] ?? [])
      let oldRank = Dictionary(zip(old, 1...)) { first, _ in first }
      let isThere = Set(new)
      before += old.count
      kept += old.count { isThere.contains($0) }
      for (product, rank) in zip(new, 1...) {
        guard let kind = Self.kind(rank, oldRank[product]) else { continue }
        changes.append(
          ProductChange(
            cluster: cluster, product: product, kind: kind, rank: rank,
            previousRank: oldRank[product]))
      }
      for (product, rank) in zip(old, 1...) where !isThere.contains(product) {
        changes.append(
          ProductChange(cluster: cluster, product: product, kind: .gone, previousRank: rank))
      }
    }
    self.changes = changes
    keptShare = before > 0 ? Double(kept) / Double(before) : nil
  }

  private static func kind(_ rank: Int, _ previous: Int?) -> ProductChange.Kind? {
    guard let previous else { return .new }
    return rank == previous ? nil : rank < previous ? .up : .down
  }
}
