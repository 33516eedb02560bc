import Artifacts

/// The tags of items: words that editors gave them.
public struct ItemTags: Sendable {
  /// The tags in bytewise order.
  public let tags: [String]
  /// The tags of each item, as positions in ``tags``, ascending; empty for an item without.
  public let tagsOfItems: [[Int32]]

  /// Puts the tags of items together.
  ///
  /// - Parameters:
  ///   - items: The ids of the items.
  ///   - pairs: An item and a tag of it, in any order and perhaps repeated; other items are left out.
  /// - Complexity: O(*n* log *n*) in the pairs.
  public init(of items: [String], _ pairs: [(item: String, tag: String)]) {
    let rows = Dictionary(zip(items, items.indices)) { first, _ in first }
    let known = pairs.compactMap { pair in
      rows[pair.item].map { (row: $0, tag: pair.tag) }
    }
    tags = Set(known.map(\.tag)).sorted(by: precedesBytewise)
    let numbers = Dictionary(uniqueKeysWithValues: zip(tags, tags.indices))
    var tagsOfItems = [[Int32]](repeating: [], count: items.count)
    for (row, tag) in known {
      if let number = numbers[tag] { tagsOfItems[row].append(Int32(number)) }
    }
    self.tagsOfItems = tagsOfItems.map { Set($0).sorted() }
  }

  private init(tags: [String], tagsOfItems: [[Int32]]) {
    (self.tags, self.tagsOfItems) = (tags, tagsOfItems)
  }

  /// The tags of some of the items, in that order; the tags themselves stay as they are.
  public func selecting(_ rows: [Int]) -> ItemTags {
    ItemTags(tags: tags, tagsOfItems: rows.map { tagsOfItems[$0] })
  }

  /// The items of each tag, ascending.
  ///
  /// - Complexity: O(*n*) in the pairs.
  public var itemsOfTags: [[Int32]] {
    var items = [[Int32]](repeating: [], count: tags.count)
    for (item, tags) in tagsOfItems.enumerated() {
      for tag in tags { items[Int(tag)].append(Int32(item)) }
    }
    return items
  }

  /// Whether two items have a tag in common; nil if one of them has none.
  ///
  /// - Complexity: O(*n*) in the tags of both.
  public func agree(_ a: Int, _ b: Int) -> Bool? {
    let (first, second) = (tagsOfItems[a], tagsOfItems[b])
    if first.isEmpty || second.isEmpty { return nil }
    return first.contains { second.contains($0) }
  }
}
