import DocumentTerms

/// What decides which interactions of users with items are kept.
///
/// Of interactions of one user with one item the first stays. A user with too many items is no person
/// but a robot, and says nothing about taste. Users with too few items and items with too few users
/// are then left out in turns until all that stay have enough: the *k*-core of the graph of users and
/// items (Seidman 1983, doi:10.1016/0378-8733(83)90028-X).
public struct InteractionFilter: Sendable {
  /// The least number of different items of a user.
  public var minimumItems = 1
  /// The least number of different users of an item.
  public var minimumUsers = 1
  /// The most different items of a user.
  public var maximumItems = 1000

  /// Creates a filter that leaves out repeats and robots alone.
  public init() {}

  /// Chooses among interactions, each a user and an item, in the order in which they happened.
  ///
  /// - Complexity: O(*n* *r*) for *n* interactions and *r* turns, which are few.
  public func selection(_ interactions: [(user: String, item: String)]) -> InteractionSelection {
    var selection = InteractionSelection(interactions)
    selection.leaveOutUsers(.robot) { $0 > maximumItems }
    repeat {
      selection.leaveOutUsers(.fewItems) { $0 < minimumItems }
      selection.leaveOutItems(.fewUsers) { $0 < minimumUsers }
    } while selection.isChanged
    return selection
  }
}

/// The interactions that a filter keeps.
public struct InteractionSelection: Sendable {
  /// Why a user or an item is left out.
  public enum Reason: String, Sendable {
    /// The user has too many items to be a person.
    case robot
    /// The user has too few items.
    case fewItems = "few-items"
    /// The item has too few users.
    case fewUsers = "few-users"
  }

  /// A user or an item that is left out.
  public struct Reject: Sendable, Equatable {
    /// Whether it is an item.
    public var isItem: Bool
    /// Its id.
    public var id: String
    /// Why it is left out.
    public var reason: Reason
    /// The number of its items, or users, that were left at that time.
    public var count: Int
  }

  /// The numbers of the interactions that are kept, in order.
  public private(set) var kept: [Int]
  /// The number of interactions that repeat an earlier one.
  public let repeats: Int
  /// Who and what is left out: robots, then turn by turn, each turn in the order of appearance.
  public private(set) var rejects: [Reject] = []

  private var users = TermIndex()
  private var items = TermIndex()
  private var pairs: [(user: Int32, item: Int32)] = []
  /// Whether the last turn left something out.
  fileprivate private(set) var isChanged = false

  fileprivate init(_ interactions: [(user: String, item: String)]) {
    kept = []
    var seen = Set<Int64>(minimumCapacity: interactions.count)
    for (number, interaction) in interactions.enumerated() {
      let user = users.number(of: interaction.user.utf8.span)
      let item = items.number(of: interaction.item.utf8.span)
      pairs.append((user, item))
      if seen.insert(Int64(user) << 32 | Int64(item)).inserted { kept.append(number) }
    }
    repeats = interactions.count - kept.count
  }

  /// Leaves out the users for whose number of items `condition` holds; begins a turn.
  fileprivate mutating func leaveOutUsers(_ reason: Reason, if condition: (Int) -> Bool) {
    isChanged = false
    leaveOut(reason, isItem: false, if: condition)
  }

  /// Leaves out the items for whose number of users `condition` holds.
  fileprivate mutating func leaveOutItems(_ reason: Reason, if condition: (Int) -> Bool) {
    leaveOut(reason, isItem: true, if: condition)
  }

  private mutating func leaveOut(_ reason: Reason, isItem: Bool, if condition: (Int) -> Bool) {
    var counts = [Int](repeating: 0, count: isItem ? items.count : users.count)
    for number in kept { counts[key(number, isItem)] += 1 }
    let isOut = counts.map { $0 > 0 && condition($0) }
    guard isOut.contains(true) else { return }
    isChanged = true
    kept = kept.filter { !isOut[key($0, isItem)] }
    for index in counts.indices where isOut[index] {
      let id = isItem ? items[Int32(index)] : users[Int32(index)]
      rejects.append(Reject(isItem: isItem, id: id, reason: reason, count: counts[index]))
    }
  }

  private func key(_ number: Int, _ isItem: Bool) -> Int {
    Int(isItem ? pairs[number].item : pairs[number].user)
  }
}
