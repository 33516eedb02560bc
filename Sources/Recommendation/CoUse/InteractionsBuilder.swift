import Artifacts
import DocumentTerms
import LinearAlgebra

/// Collects rows of users and items, and puts them into order.
///
/// A row takes 20 bytes while rows come in, and twice that while they are put into order; ids are stored
/// once.
public struct InteractionsBuilder: Sendable {
  private var users = TermIndex()
  private var items = TermIndex()
  private var unknown = TermIndex()
  private var unknownRows: [Int] = []
  /// The items of a model, to which none is added.
  private let knownItems: [String]?

  private var rowUsers: [Int32] = []
  private var rowItems: [Int32] = []
  private var rowWeights: [Float] = []
  /// Empty until a row has a time.
  private var rowTimes: [EventTime] = []

  /// A builder without rows.
  public init() { knownItems = nil }

  /// A builder that knows the items of a model; rows of others are counted, and left out.
  ///
  /// - Precondition: No item is repeated.
  public init(items: [String]) {
    knownItems = items
    for item in items { _ = self.items.number(of: item.utf8.span) }
    precondition(self.items.count == items.count, "an item is repeated")
  }

  /// The number of rows so far, those of unknown items left out.
  public var count: Int { rowUsers.count }

  /// Adds a row: the UTF-8 of who and what, how much, and when if that is known.
  ///
  /// - Complexity: O(*n*) in the bytes, amortized.
  public mutating func add(
    user: borrowing Span<UInt8>, item: borrowing Span<UInt8>, weight: Float = 1,
    time: EventTime? = nil
  ) {
    // A user is known even if nothing else is known of the row.
    let userNumber = users.number(of: user)
    guard let itemNumber = number(of: item) else { return }
    if let time, time.isKnown, rowTimes.isEmpty {
      rowTimes = [EventTime](repeating: EventTime(""), count: rowUsers.count)
      rowTimes.append(time)
    } else if !rowTimes.isEmpty {
      rowTimes.append(time ?? EventTime(""))
    }
    rowUsers.append(userNumber)
    rowItems.append(itemNumber)
    rowWeights.append(weight)
  }

  private mutating func number(of item: borrowing Span<UInt8>) -> Int32? {
    guard knownItems != nil else { return items.number(of: item) }
    if let number = items.existingNumber(of: item) { return number }
    let number = Int(unknown.number(of: item))
    if number == unknownRows.count { unknownRows.append(0) }
    unknownRows[number] += 1
    return nil
  }

  /// The interactions of all rows so far.
  ///
  /// - Complexity: O(*n* log *m*) for *n* rows, *m* of one user.
  public consuming func interactions() -> Interactions {
    let userOrder = users.bytewiseOrder()
    let itemNames = knownItems ?? []
    let itemOrder =
      knownItems == nil ? items.bytewiseOrder() : (0..<Int32(itemNames.count)).map(\.self)
    let itemRanks = Self.ranks(itemOrder)
    for row in rowItems.indices { rowItems[row] = itemRanks[Int(rowItems[row])] }
    let ends = sortByUser(Self.ranks(userOrder))
    let offsets = mergeRepeats(ends)
    let unknownOrder = unknown.bytewiseOrder()
    return Interactions(
      users: userOrder.map { users[$0] },
      items: knownItems ?? itemOrder.map { items[$0] },
      matrix: SparseMatrix(
        rows: userOrder.count, columns: itemOrder.count, rowOffsets: offsets,
        columnIndexes: rowItems, values: rowWeights),
      times: rowTimes, repeats: rowUsers.count - rowItems.count,
      unknownItems: unknownOrder.map { (unknown[$0], unknownRows[Int($0)]) })
  }

  /// Sorts the rows by the rank of their user, and returns where those of each end.
  private mutating func sortByUser(_ ranks: [Int32]) -> [Int] {
    var ends = [Int](repeating: 0, count: ranks.count)
    for user in rowUsers { ends[Int(ranks[Int(user)])] += 1 }
    var next = [Int](repeating: 0, count: ranks.count)
    for rank in ends.indices.dropFirst() {
      next[rank] = ends[rank - 1]
      ends[rank] += ends[rank - 1]
    }
    let places = rowUsers.map { user -> Int in
      let rank = Int(ranks[Int(user)])
      next[rank] += 1
      return next[rank] - 1
    }
    rowItems = Self.scattered(rowItems, to: places)
    rowWeights = Self.scattered(rowWeights, to: places)
    if !rowTimes.isEmpty { rowTimes = Self.scattered(rowTimes, to: places) }
    return ends
  }

  private static func scattered<Value>(_ values: [Value], to places: [Int]) -> [Value] {
    guard var result = values.first.map({ [Value](repeating: $0, count: values.count) }) else {
      return []
    }
    for (value, place) in zip(values, places) { result[place] = value }
    return result
  }

  private struct Use {
    var item: Int32
    var weight: Float
    var time: EventTime
  }

  /// Adds up the rows of a user and an item, and puts the items of each user into the order of their
  /// first use. Sums do not depend on the order of the rows: weights are sorted before.
  private mutating func mergeRepeats(_ ends: [Int]) -> [Int] {
    var offsets = [0]
    offsets.reserveCapacity(ends.count + 1)
    var (start, kept) = (0, 0)
    let unknownTime = EventTime("")
    for end in ends {
      var uses = (start..<end).map { row in
        Use(
          item: rowItems[row], weight: rowWeights[row],
          time: rowTimes.isEmpty ? unknownTime : rowTimes[row])
      }
      uses.sort { a, b in
        if a.item != b.item { return a.item < b.item }
        return a.time != b.time ? a.time < b.time : a.weight < b.weight
      }
      uses = Self.merged(uses)
      if !rowTimes.isEmpty {
        uses.sort { a, b in a.time != b.time ? a.time < b.time : a.item < b.item }
      }
      for use in uses {
        (rowItems[kept], rowWeights[kept]) = (use.item, use.weight)
        if !rowTimes.isEmpty { rowTimes[kept] = use.time }
        kept += 1
      }
      start = end
      offsets.append(kept)
    }
    rowItems.removeLast(rowItems.count - kept)
    rowWeights.removeLast(rowWeights.count - kept)
    if !rowTimes.isEmpty { rowTimes.removeLast(rowTimes.count - kept) }
    return offsets
  }

  private static func merged(_ uses: [Use]) -> [Use] {
    var merged: [Use] = []
    merged.reserveCapacity(uses.count)
    for use in uses {
      if let last = merged.last, last.item == use.item {
        merged[merged.count - 1].weight += use.weight
        // An unknown time orders before all others, and is no first use.
        if !last.time.isKnown { merged[merged.count - 1].time = use.time }
      } else {
        merged.append(use)
      }
    }
    return merged
  }

  /// The rank of each number in an order.
  private static func ranks(_ order: [Int32]) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[Int(number)] = Int32(rank) }
    return ranks
  }
}
