import Artifacts

/// The items and tags that get vectors by training: the words of the sentences that users are.
///
/// Items come first and tags after them, so that a tag never meets an item of the same name.
public struct ClickVocabulary: Sendable, Equatable {
  /// The items with enough users, in bytewise order: words 0 and up.
  public let items: [String]
  /// The number of users of each item.
  public let users: [Int]
  /// The tags of these items, in bytewise order: the words after those of the items.
  public let tags: [String]
  /// The number of these items that each tag has.
  public let itemsOfTags: [Int]

  /// The number of items and tags.
  public var count: Int { items.count + tags.count }

  /// Creates a vocabulary from its parts, as a model folder holds them.
  public init(items: [String], users: [Int], tags: [String], itemsOfTags: [Int]) {
    precondition(items.count == users.count && tags.count == itemsOfTags.count, "counts differ")
    (self.items, self.users, self.tags, self.itemsOfTags) = (items, users, tags, itemsOfTags)
  }

  /// Chooses the items that at least `minimumUsers` users clicked, and the tags that they have.
  ///
  /// - Complexity: O(*n*) in the clicks and the tags of items.
  public init(_ histories: ClickHistories, _ tags: ItemTags, minimumUsers: Int) {
    let users = histories.usersOfItems()
    let kept = users.indices.filter { users[$0] >= minimumUsers }
    var itemsOfTags = [Int](repeating: 0, count: tags.tags.count)
    for item in kept {
      for tag in tags.tagsOfItems[item] { itemsOfTags[Int(tag)] += 1 }
    }
    let used = itemsOfTags.indices.filter { itemsOfTags[$0] > 0 }
    self.init(
      items: kept.map { histories.items[$0] }, users: kept.map { users[$0] },
      tags: used.map { tags.tags[$0] }, itemsOfTags: used.map { itemsOfTags[$0] })
  }

  /// The word of each of some items; nil for items that are none.
  ///
  /// - Complexity: O(*n* + *m*) in the names and the items, if `names` are in bytewise order too.
  public func words(of names: [String]) -> [Int?] { Self.places(of: names, in: items) }

  /// The word of each of some tags; nil for tags that are none.
  public func words(ofTags names: [String]) -> [Int?] {
    Self.places(of: names, in: tags).map { $0.map { $0 + items.count } }
  }

  private static func places(of names: [String], in list: [String]) -> [Int?] {
    let places = Dictionary(zip(list, list.indices)) { first, _ in first }
    return names.map { places[$0] }
  }
}
