import LinearAlgebra
import RealModule

/// The users whose items are most like those of each user: the cosine of their histories, in which an item
/// counts by the logarithm of how few users it has.
///
/// Two users who share an item that everybody uses have little in common; two who share a rare one are of
/// a kind. The users of the rarest items are looked at first, and of no more than ``visitLimit`` uses:
/// beyond, only items remain that are too common to tell users apart.
public struct SimilarUsers: Sendable {
  /// The largest number of uses that are looked at for a user.
  public static let visitLimit = 20_000

  /// Of shape (users, items), each row of length 1.
  private let histories: SparseMatrix
  /// Of shape (items, users).
  private let usersOfItems: SparseMatrix

  /// Prepares the search.
  ///
  /// - Parameter interactions: Who used what, of shape (users, items); how much does not count.
  /// - Complexity: O(*stored elements*)
  public init(_ interactions: SparseMatrix) {
    var users = [Int](repeating: 0, count: interactions.columns)
    for item in interactions.columnIndexes { users[Int(item)] += 1 }
    let rarity = users.map { Float.log(onePlus: Float(interactions.rows) / Float(max(1, $0))) }
    var values = interactions.columnIndexes.map { rarity[Int($0)] }
    for user in 0..<interactions.rows {
      let range = interactions.rowOffsets[user]..<interactions.rowOffsets[user + 1]
      var span = values.mutableSpan
      var row = span._mutatingExtracting(range)
      normalize(&row)
    }
    histories = SparseMatrix(
      rows: interactions.rows, columns: interactions.columns, rowOffsets: interactions.rowOffsets,
      columnIndexes: interactions.columnIndexes, values: values)
    usersOfItems = histories.transposed()
  }

  /// The most similar other users of some users, the most similar first; of equal ones, the first.
  ///
  /// - Parameters:
  ///   - users: The users.
  ///   - count: The number of similar users of each; fewer where no more share an item.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The other users of each, with their similarity.
  /// - Complexity: O(*users* × ``visitLimit``) at most.
  public func neighbors(
    of users: Range<Int>, count: Int, threads: Int
  ) -> [[(user: Int32, similarity: Float)]] {
    let parts = parallelMap(count: users.count, chunk: 32, threads: threads) { range in
      var sums = [Float](repeating: 0, count: histories.rows)
      var touched: [Int32] = []
      return range.map { place in
        let user = users.lowerBound + place
        add(user, to: &sums, &touched)
        var best = BestItems(limit: count)
        for other in touched where Int(other) != user { best.offer(other, sums[Int(other)]) }
        for other in touched { sums[Int(other)] = 0 }
        touched.removeAll(keepingCapacity: true)
        return best.sorted().map { ($0.item, min(1, $0.score)) }
      }
    }
    return parts.flatMap(\.self)
  }

  /// Adds what a user has in common with others, by the user's items from the rarest on.
  private func add(_ user: Int, to sums: inout [Float], _ touched: inout [Int32]) {
    let items = histories.columnIndexes(inRow: user)
    let values = histories.values(inRow: user)
    let sizes = items.indices.map { place in
      let item = Int(items[place])
      return (users: usersOfItems.rowOffsets[item + 1] - usersOfItems.rowOffsets[item], item: item)
    }
    let order = sizes.indices.sorted { a, b in
      (sizes[a].users, sizes[a].item) < (sizes[b].users, sizes[b].item)
    }
    var visits = 0
    for place in order {
      visits += sizes[place].users
      guard visits <= Self.visitLimit else { return }
      let others = usersOfItems.columnIndexes(inRow: Int(items[place]))
      let shares = usersOfItems.values(inRow: Int(items[place]))
      for k in others.indices {
        if sums[Int(others[k])] == 0 { touched.append(others[k]) }
        sums[Int(others[k])] += shares[k] * values[place]
      }
    }
  }
}
