/// Similarities that hold hubs back: vectors that are near to everything.
///
/// By cross-domain similarity local scaling ([Conneau et al. 2018]), within one space:
///
///     corrected(x, y) = 2 × similarity(x, y) − r(x) − r(y)
///
/// where r is the mean similarity of a vector and its 10 nearest. A very popular item, whose r is
/// large, must be nearer than a rare one to come first.
///
/// [Conneau et al. 2018]: https://doi.org/10.48550/arXiv.1710.04087
struct HubCorrection: Sendable {
  /// The mean similarity of each vector and its nearest.
  let means: [Float]

  /// The number of nearest vectors whose similarities are averaged.
  private static let nearest = 10

  /// The number of candidates among which `count` are chosen.
  static func candidates(_ count: Int) -> Int { count > 0 ? max(3 * count, nearest) : 0 }

  /// Averages the first of each list.
  init(_ lists: NeighborLists) {
    let count = min(Self.nearest, lists.count)
    means = (0..<lists.rows).map { row in
      let first = lists.similarities[row * lists.count..<row * lists.count + count]
      return Float(first.reduce(0.0) { $0 + Double($1) } / Double(max(1, count)))
    }
  }

  /// The first `count` of each list by corrected similarity; equal ones by their index.
  func corrected(_ lists: NeighborLists, count: Int) -> NeighborLists {
    let kept = min(count, lists.count)
    let chosen = (0..<lists.rows).map { row in
      lists[row].map { pair in
        (pair.neighbor, 2 * pair.similarity - means[row] - means[pair.neighbor])
      }
      .sorted { a, b in (-a.1, a.0) < (-b.1, b.0) }.prefix(kept)
    }
    return NeighborLists(
      rows: lists.rows, count: kept, neighbors: chosen.flatMap { $0.map { Int32($0.0) } },
      similarities: chosen.flatMap { $0.map(\.1) })
  }
}
