import LinearAlgebra

/// The numbers that clusters keep from one night to the next.
///
///     let matching = ClusterMatching(previous: yesterday, current: today)
///     matching.numbers[0]     // what the largest cluster of today is called
///
/// Two clusters are kin if they share at least half of the rows that were there on both nights, of
/// one of the two. Among kin, numbers are handed on such that as many rows as possible stay under
/// their number. Clusters that share no row with any are then paired by their means, if these lie
/// within the spread of both. Other clusters get numbers that none has had.
public struct ClusterMatching: Sendable {
  /// The number of each current cluster, in its order.
  public let numbers: [Int]
  /// What became of each cluster, by its number.
  public let changes: [ClusterChange]
  /// How much the sizes changed; see ``populationStability(_:_:)``. Nil without a previous night.
  public let sizeDrift: Double?

  /// Matches the clusters of two nights.
  ///
  /// - Parameters:
  ///   - previous: The clusters of the night before; nil if there was none.
  ///   - current: The clusters of this night; their numbers do not matter.
  /// - Complexity: O(*rows* + *c*³), *c* the largest number of clusters that are kin of one another
  ///   or have no row in common with any.
  public init(previous: ClusterNight?, current: ClusterNight) {
    guard let previous else {
      numbers = Array(current.sizes.indices)
      changes = numbers.map { ClusterChange(number: $0, .born, size: current.sizes[$0]) }
      sizeDrift = nil
      return
    }
    let overlap = NightOverlap(previous, current)
    var partner = [Int?](repeating: nil, count: current.sizes.count)
    for (old, new) in Self.kin(
      overlap, previous: previous.sizes.count, current: current.sizes.count)
      + Self.near(overlap, previous, current)
    {
      partner[new] = old
    }
    var next = ((previous.numbers + previous.retired).max() ?? -1) + 1
    numbers = partner.map { old in
      if let old { return previous.numbers[old] }
      next += 1
      return next - 1
    }
    changes = ClusterHistory(
      before: previous, now: current, overlap: overlap, partners: partner, numbers: numbers
    ).changes()
    let alive = changes.filter { $0.kind != .retired }
    sizeDrift = populationStability(
      alive.map { $0.previousSize ?? 0 } + [previous.noise],
      alive.map { $0.size ?? 0 } + [current.noise])
  }

  /// The share of the previous clusters whose number is still there; nil if there were none.
  public var keptShare: Double? {
    let old = changes.filter { $0.previousSize != nil }
    return old.isEmpty ? nil : Double(old.count { $0.size != nil }) / Double(old.count)
  }

  /// Pairs kin. Clusters that are kin of one another only by others are few, so each such family is
  /// an assignment problem of its own.
  private static func kin(
    _ overlap: NightOverlap, previous: Int, current: Int
  ) -> [(previous: Int, current: Int)] {
    let pairs = overlap.pairs.filter { overlap.isKin($0) }
    var families = DisjointSets(previous + current)
    for pair in pairs {
      _ = families.join(Int32(pair.previous), Int32(previous + pair.current))
    }
    let byFamily = Dictionary(grouping: pairs) { families.find(Int32($0.previous)) }
    return byFamily.sorted { $0.key < $1.key }.flatMap { assigned($0.value) }
  }

  private static func assigned(
    _ pairs: [NightOverlap.Pair]
  ) -> [(previous: Int, current: Int)] {
    let rows = Set(pairs.map(\.previous)).sorted()
    let columns = Set(pairs.map(\.current)).sorted()
    let row = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
    let column = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    var gains = [Double](repeating: 0, count: rows.count * columns.count)
    for pair in pairs {
      guard let i = row[pair.previous], let j = column[pair.current] else { continue }
      gains[i * columns.count + j] = Double(pair.rows)
    }
    let choice = HungarianAssignment.maximizing(gains, rows: rows.count, columns: columns.count)
    return choice.enumerated().compactMap { i, j in
      j >= 0 && gains[i * columns.count + j] > 0 ? (rows[i], columns[j]) : nil
    }
  }

  /// Pairs clusters that share no row with any by their means.
  private static func near(
    _ overlap: NightOverlap, _ before: ClusterNight, _ now: ClusterNight
  ) -> [(previous: Int, current: Int)] {
    let rows = before.sizes.indices.filter { overlap.previous[$0] == 0 }
    let columns = now.sizes.indices.filter { overlap.current[$0] == 0 }
    var gains: [Double] = []
    for old in rows {
      for new in columns {
        let limit = min(before.spreads[old], now.spreads[new])
        gains.append(max(0, limit - (before.distance(old, to: now, new) ?? .infinity)))
      }
    }
    let choice = HungarianAssignment.maximizing(gains, rows: rows.count, columns: columns.count)
    return choice.enumerated().compactMap { i, j in
      j >= 0 && gains[i * columns.count + j] > 0 ? (rows[i], columns[j]) : nil
    }
  }
}
