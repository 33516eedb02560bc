/// The few nearest points known of each of several points, nearest first.
///
/// Unlike a ``CandidateList`` it takes costs as they are: an approximate search forgets what falls
/// behind.
struct ShortLists: Sendable {
  /// A point in a list.
  struct Entry: Sendable {
    /// What the entries are ordered by.
    let cost: Float
    /// The index, and in the last bit whether it is fresh.
    private var code: UInt32

    init(_ index: Int, cost: Float) {
      self.cost = cost
      code = UInt32(truncatingIfNeeded: index) << 1 | 1
    }

    /// A place that is not taken yet.
    static let none = Entry(Int(Int32.max), cost: .infinity)

    /// The index of the point.
    var index: Int { Int(code >> 1) }
    /// Whether it has entered since the last ``settle()``.
    var isFresh: Bool { code & 1 == 1 }
    /// Whether the place is not taken yet.
    var isNone: Bool { cost == .infinity }

    fileprivate mutating func settle() { code &= ~1 }
  }

  /// The number of lists.
  let rows: Int
  /// The length of each list.
  let count: Int
  /// The entries, of shape (``rows``, ``count``).
  private(set) var entries: [Entry]

  /// Creates empty lists.
  init(rows: Int, count: Int) {
    (self.rows, self.count) = (rows, count)
    entries = [Entry](repeating: .none, count: rows * count)
  }

  /// The entries of a list, nearest first.
  subscript(row: Int) -> Span<Entry> {
    @_lifetime(borrow self)
    get { entries.span.extracting(row * count..<(row + 1) * count) }
  }

  /// Some consecutive lists.
  subscript(rows range: Range<Int>) -> ShortLists {
    ShortLists(
      rows: range.count, count: count,
      entries: Array(entries[range.lowerBound * count..<range.upperBound * count]))
  }

  /// Some lists, in the order given.
  func rows(_ rows: [Int32]) -> ShortLists {
    var part: [Entry] = []
    part.reserveCapacity(rows.count * count)
    for row in rows { part += entries[Int(row) * count..<(Int(row) + 1) * count] }
    return ShortLists(rows: rows.count, count: count, entries: part)
  }

  /// Puts lists in the place of some others.
  mutating func replace(_ rows: ArraySlice<Int32>, by part: ShortLists) {
    precondition(rows.count == part.rows && count == part.count, "\(part.rows) lists")
    var target = entries.mutableSpan
    var source = 0
    for row in rows {
      let first = Int(row) * part.count
      for place in first..<first + part.count {
        target[place] = part.entries[source]
        source += 1
      }
    }
  }

  /// Puts the lists of parts in the place of those from `row` on.
  mutating func replace(from row: Int, by parts: some Sequence<ShortLists>) {
    var place = row * count
    var target = entries.mutableSpan
    for part in parts {
      for entry in part.entries {
        target[place] = entry
        place += 1
      }
    }
  }

  private init(rows: Int, count: Int, entries: [Entry]) {
    (self.rows, self.count, self.entries) = (rows, count, entries)
  }

  /// The cost of the last of a full list, infinity otherwise: what costs as much or more is too far.
  func bound(_ row: Int) -> Float { entries[(row + 1) * count - 1].cost }

  /// Enters a point that costs less than the bound and is not in the list; of equal costs, the earlier
  /// stays before the later.
  ///
  /// - Returns: The new bound.
  @discardableResult
  mutating func insert(_ index: Int, cost: Float, into row: Int) -> Float {
    let (places, last) = (row * count..<(row + 1) * count, count - 1)
    var span = entries.mutableSpan
    var list = span._mutatingExtracting(places)
    var place = last
    guard cost < list[place].cost else { return list[place].cost }
    while place > 0, cost < list[place - 1].cost {
      list[place] = list[place - 1]
      place -= 1
    }
    list[place] = Entry(index, cost: cost)
    return list[last].cost
  }

  /// Makes room for `count` entries, as many or more.
  mutating func lengthen(to count: Int) {
    guard count > self.count else { return }
    var result = ShortLists(rows: rows, count: count)
    for row in 0..<rows {
      for place in 0..<self.count {
        result.entries[row * count + place] = entries[row * self.count + place]
      }
    }
    self = result
  }

  /// Makes no entry fresh any more.
  mutating func settle() {
    for place in entries.indices { entries[place].settle() }
  }

  /// Whether a list holds a point.
  func contains(_ index: Int, in row: Int) -> Bool {
    let list = self[row]
    for place in list.indices where list[place].index == index { return true }
    return false
  }
}
