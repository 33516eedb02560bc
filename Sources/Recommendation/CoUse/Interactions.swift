import Artifacts
import LinearAlgebra

/// Who used what, how much and when: the items of each user, each once.
///
/// Users and items stand in bytewise order of their ids, and a user's items in the order in which they
/// were first used, so that nothing depends on the order in which the rows came in. Where times are
/// equal or not known, the items stand in their own order.
public struct Interactions: Sendable {
  /// The ids of the users, in bytewise order.
  public let users: [String]
  /// The ids of the items, in bytewise order or that of the model they were read for.
  public let items: [String]
  /// How much each user used each item, of shape (users, items); a user's items in the order of use.
  public let matrix: SparseMatrix
  /// When each item was first used, parallel to the values of ``matrix``; empty if no row had a time.
  public let times: [EventTime]
  /// The number of rows that repeat a user and an item.
  public let repeats: Int
  /// The items that the model does not know, and the number of rows of each, in bytewise order.
  public let unknownItems: [(item: String, rows: Int)]

  /// Whether it is known in which order a user's items were used.
  public var hasTimes: Bool { !times.isEmpty }

  /// The number of users of each item.
  ///
  /// - Complexity: O(*n*) in the interactions.
  public func usersOfItems() -> [Int] {
    var counts = [Int](repeating: 0, count: items.count)
    for item in matrix.columnIndexes { counts[Int(item)] += 1 }
    return counts
  }

  /// Creates interactions from their parts.
  init(
    users: [String], items: [String], matrix: SparseMatrix, times: [EventTime], repeats: Int,
    unknownItems: [(item: String, rows: Int)] = []
  ) {
    (self.users, self.items, self.matrix, self.times) = (users, items, matrix, times)
    (self.repeats, self.unknownItems) = (repeats, unknownItems)
  }

  /// Creates interactions from rows in any order.
  public init(
    _ rows: [(user: String, item: String, weight: Float, time: String)]
  ) {
    var builder = InteractionsBuilder()
    for row in rows {
      builder.add(
        user: row.user.utf8.span, item: row.item.utf8.span, weight: row.weight,
        time: EventTime(row.time))
    }
    self = builder.interactions()
  }
}
