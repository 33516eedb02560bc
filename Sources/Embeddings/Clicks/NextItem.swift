import LinearAlgebra
import RealModule

/// How well vectors tell what a user clicks next: the last item of each user is left out of the
/// training, and is looked for among the items that score best for the user.
public struct NextItem: Sendable {
  /// The users whose next item was looked for.
  public let users: Int
  /// The share of them whose next item is among the best *k* (HitRate@*k*).
  public let hitRate: Double
  /// The mean of 1 ÷ log₂(1 + rank) over them, 0 beyond rank *k* (NDCG@*k*).
  public let gain: Double

  /// Looks for the next items.
  ///
  /// Items that the user clicked before are no answers. A next item without a vector is a miss.
  ///
  /// - Parameters:
  ///   - histories: What was trained on.
  ///   - last: The users and the item that each clicked next.
  ///   - rows: The row in `scoring` of each item; nil for items without a vector.
  ///   - scoring: How items are scored for a user.
  ///   - best: *k*, how many answers count.
  ///   - threads: The largest number of threads.
  /// - Complexity: O(*users* × *items* × *dimensions*)
  public init(
    _ histories: ClickHistories, last: [(user: Int, item: Int32)], rows: [Int?],
    _ scoring: ItemScoring, best: Int = 10, threads: Int
  ) {
    let ranks = parallelMap(count: last.count, chunk: 64, threads: threads) { range in
      range.map { index in
        let (user, item) = last[index]
        let own = histories[user].compactMap { rows[Int($0)] }
        return rows[Int(item)].map { Self.rank(of: $0, after: own, scoring) }
      }
    }.joined()
    let hits = ranks.compactMap(\.self).filter { $0 <= best }
    let count = Double(max(1, last.count))
    users = last.count
    hitRate = Double(hits.count) / count
    gain = hits.reduce(0) { $0 + 1 / Double.log2(1 + Double($1)) } / count
  }

  /// The rank of an item among those that the user has not clicked; of equally good ones that of the
  /// lower row stands first.
  private static func rank(of target: Int, after own: [Int], _ scoring: ItemScoring) -> Int {
    var mean = WeightedMean(dimensions: scoring.users.columns)
    for row in own { mean.add(scoring.users[row: row]) }
    let user = mean.vector(normalized: false)
    func score(_ row: Int) -> Float { dot(user.span, scoring.items[row: row]) + scoring.bias[row] }
    let wanted = score(target)
    func isBefore(_ row: Int) -> Bool {
      let other = score(row)
      return other > wanted || other == wanted && row < target
    }
    var rank = 1
    for row in 0..<scoring.items.rows where isBefore(row) { rank += 1 }
    for row in own where isBefore(row) { rank -= 1 }
    return rank
  }
}
