/// How many rows each cluster of a night shares with each of another night.
struct NightOverlap {
  /// The pairs of clusters that share rows, by previous and then by current place.
  let pairs: [Pair]
  /// The rows of each previous cluster that are still there, in a cluster or not.
  let previous: [Int]
  /// The rows of each current cluster that were there before.
  let current: [Int]

  /// Two clusters and the number of their common rows.
  struct Pair {
    let previous: Int
    let current: Int
    let rows: Int
  }

  init(_ before: ClusterNight, _ now: ClusterNight) {
    var (previous, current) = (before.sizes.map { _ in 0 }, now.sizes.map { _ in 0 })
    var counts: [Int: Int] = [:]
    for (id, new) in now.clusterOfRow {
      guard let old = before.clusterOfRow[id] else { continue }
      if old >= 0 { previous[old] += 1 }
      if new >= 0 { current[new] += 1 }
      if old >= 0, new >= 0 { counts[old * now.sizes.count + new, default: 0] += 1 }
    }
    self.previous = previous
    self.current = current
    pairs = counts.sorted { $0.key < $1.key }.map { key, rows in
      let (old, new) = key.quotientAndRemainder(dividingBy: now.sizes.count)
      return Pair(previous: old, current: new, rows: rows)
    }
  }

  /// Whether a pair shares at least half of what is known on both nights of one of the two.
  func isKin(_ pair: Pair) -> Bool {
    2 * pair.rows >= min(previous[pair.previous], current[pair.current])
  }

  /// Whether at least half of the previous cluster went to the current one.
  func isSource(_ pair: Pair) -> Bool { 2 * pair.rows >= previous[pair.previous] }

  /// Whether at least half of the current cluster came from the previous one.
  func isPart(_ pair: Pair) -> Bool { 2 * pair.rows >= current[pair.current] }
}
