import Artifacts
import DocumentTerms

/// Who clicked what: the items of each user, each once, in the order in which they were clicked.
///
/// Users and items stand in bytewise order of their ids, so that neither depends on the order in which
/// the clicks came in. Items with equal times stand in that order too. The items of all users lie one
/// after the other, four bytes each.
public struct ClickHistories: Sendable {
  /// The ids of the users, in bytewise order.
  public let users: [String]
  /// The ids of the items, in bytewise order.
  public let items: [String]
  /// The number of clicks that repeat an earlier one of the same user.
  public let repeats: Int
  /// The items of all users.
  private let clicked: [Int32]
  /// Where those of each user end in ``clicked``.
  private let ends: [Int]

  /// Creates histories from their parts.
  init(users: [String], items: [String], repeats: Int, clicked: [Int32], ends: [Int]) {
    (self.users, self.items, self.repeats) = (users, items, repeats)
    (self.clicked, self.ends) = (clicked, ends)
  }

  /// Creates histories from clicks in any order.
  public init(_ clicks: [(user: String, item: String, time: String)]) {
    var builder = ClickHistoriesBuilder()
    for click in clicks {
      builder.add(
        user: click.user.utf8.span, item: click.item.utf8.span, time: click.time.utf8.span)
    }
    self = builder.histories()
  }

  /// The number of clicks, repeats not counted.
  public var count: Int { clicked.count }

  /// The items of a user, first to last, as positions in ``items``.
  ///
  /// - Complexity: O(1)
  public subscript(user: Int) -> ArraySlice<Int32> {
    clicked[(user == 0 ? 0 : ends[user - 1])..<ends[user]]
  }

  /// The number of users of each item.
  ///
  /// - Complexity: O(*n*) in the clicks.
  public func usersOfItems() -> [Int] {
    var counts = [Int](repeating: 0, count: items.count)
    for item in clicked { counts[Int(item)] += 1 }
    return counts
  }

  /// The histories without the last item of each user who has at least `minimum`, and those items:
  /// pairs of a user and an item, in the order of the users.
  ///
  /// - Complexity: O(*n*) in the clicks.
  public func withoutLast(
    ofAtLeast minimum: Int
  ) -> (histories: ClickHistories, last: [(user: Int, item: Int32)]) {
    var (kept, keptEnds): ([Int32], [Int]) = ([], [])
    var last: [(user: Int, item: Int32)] = []
    kept.reserveCapacity(clicked.count)
    keptEnds.reserveCapacity(ends.count)
    for user in users.indices {
      let items = self[user]
      if items.count >= max(1, minimum), let item = items.last {
        last.append((user, item))
        kept += items.dropLast()
      } else {
        kept += items
      }
      keptEnds.append(kept.count)
    }
    let histories = ClickHistories(
      users: users, items: items, repeats: repeats, clicked: kept, ends: keptEnds)
    return (histories, last)
  }
}

/// Collects clicks and puts them into order.
public struct ClickHistoriesBuilder: Sendable {
  private var users = TermIndex()
  private var items = TermIndex()
  private var clicks: [Click] = []

  private struct Click {
    var user: Int32
    var item: Int32
    var time: EventTime
  }

  /// A builder without clicks.
  public init() {}

  /// Adds a click: the UTF-8 of who, what, and when, which may be empty.
  ///
  /// - Complexity: O(*n*) in the bytes, amortized.
  public mutating func add(
    user: borrowing Span<UInt8>, item: borrowing Span<UInt8>, time: Span<UInt8>
  ) {
    clicks.append(
      Click(user: users.number(of: user), item: items.number(of: item), time: EventTime(time)))
  }

  /// The histories of all clicks so far.
  ///
  /// - Complexity: O(*n* log *n*) in the clicks.
  public consuming func histories() -> ClickHistories {
    let (userOrder, itemOrder) = (users.bytewiseOrder(), items.bytewiseOrder())
    let userRank = Self.ranks(userOrder)
    let itemRank = Self.ranks(itemOrder)
    for index in clicks.indices {
      clicks[index].user = userRank[Int(clicks[index].user)]
      clicks[index].item = itemRank[Int(clicks[index].item)]
    }
    clicks.sort { a, b in
      if a.user != b.user { return a.user < b.user }
      return a.time != b.time ? a.time < b.time : a.item < b.item
    }
    var (clicked, ends): ([Int32], [Int]) = ([], [])
    clicked.reserveCapacity(clicks.count)
    ends.reserveCapacity(userOrder.count)
    // The user who clicked an item last, so that a set for each user is not needed.
    var lastUser = [Int32](repeating: -1, count: itemOrder.count)
    for click in clicks {
      while ends.count < Int(click.user) { ends.append(clicked.count) }
      guard lastUser[Int(click.item)] != click.user else { continue }
      lastUser[Int(click.item)] = click.user
      clicked.append(click.item)
    }
    while ends.count < userOrder.count { ends.append(clicked.count) }
    return ClickHistories(
      users: userOrder.map { users[$0] }, items: itemOrder.map { items[$0] },
      repeats: clicks.count - clicked.count, clicked: clicked, ends: ends)
  }

  /// The rank of each number in an order.
  private static func ranks(_ order: [Int32]) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[Int(number)] = Int32(rank) }
    return ranks
  }
}
