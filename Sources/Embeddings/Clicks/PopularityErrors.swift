/// How often the nearest item has a tag in common, by how often an item was clicked.
///
/// Very popular items are clicked together with everything, and of very rare ones little is known: it
/// is among those that errors are found.
public struct PopularityErrors: Sendable {
  /// The share whose nearest item has a tag in common, from the least clicked quarter of the items to
  /// the most clicked; nil for a quarter without tags.
  public let shares: [Double?]

  /// Measures the quarters.
  ///
  /// - Parameters:
  ///   - near: The neighbors.
  ///   - tags: The tags of the items.
  ///   - users: How many users clicked each item.
  /// - Complexity: O(*n* log *n*) in the items.
  public init(_ near: ItemNeighbors, _ tags: ItemTags, users: [Int]) {
    let judged = near.items.indices.compactMap { row -> (item: Int, agrees: Bool)? in
      guard let nearest = near.neighbors[row].first else { return nil }
      return tags.agree(near.items[row], nearest).map { (near.items[row], $0) }
    }
    let sorted = judged.sorted { a, b in
      users[a.item] != users[b.item] ? users[a.item] < users[b.item] : a.item < b.item
    }
    shares = (0..<4).map { quarter in
      let part = sorted[sorted.count * quarter / 4..<sorted.count * (quarter + 1) / 4]
      return part.isEmpty ? nil : Double(part.filter(\.agrees).count) / Double(part.count)
    }
  }
}
