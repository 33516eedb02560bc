/// What the members of a cluster are linked to.
public struct ClusterLinks: Sendable {
  /// The share of members that link to each target.
  private let shares: [String: Double]

  /// Counts the links of the members of one cluster.
  ///
  /// - Parameter members: The targets of each member; one that is repeated counts once.
  /// - Complexity: O(*n*) in the number of links.
  public init(_ members: [[String]]) {
    var counts: [String: Int] = [:]
    for targets in members {
      for target in Set(targets) { counts[target, default: 0] += 1 }
    }
    shares = counts.mapValues { Double($0) / Double(members.count) }
  }

  /// The share of members that link to `target`, in `0...1`.
  public func share(of target: String) -> Double { shares[target] ?? 0 }

  /// The first `limit` of the links of `product` that members have too: those of the most members
  /// first, equal ones in the order of the product.
  public func shared(with product: Product, limit: Int = 3) -> [String] {
    var seen: Set<String> = []
    let links = product.links.filter { share(of: $0) > 0 && seen.insert($0).inserted }
    let order = links.indices.sorted { a, b in
      (-share(of: links[a]), a) < (-share(of: links[b]), b)
    }
    return order.prefix(limit).map { links[$0] }
  }
}
