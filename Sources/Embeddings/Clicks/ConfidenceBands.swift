/// How often the nearest item has a tag in common, by how near it is.
///
/// The seed of this method saw more than 95 % from a cosine of 0.95 on, the same broad subject from
/// 0.90, and no common tag below 0.80.
public struct ConfidenceBands: Sendable {
  /// A range of similarities.
  public struct Band: Sendable, Equatable {
    /// Its lower bound, which belongs to it; the upper is the lower of the band before.
    public var from: Double
    /// The items whose nearest item is that near, both with tags.
    public var items = 0
    /// Those of them that have a tag in common with it.
    public var agreeing = 0

    /// The share that agrees; nil for a band without items.
    public var share: Double? { items == 0 ? nil : Double(agreeing) / Double(items) }
  }

  /// The bands, most similar first: from 0.95, 0.90, 0.80, and all below.
  public private(set) var bands = [0.95, 0.9, 0.8, -1].map { Band(from: $0) }

  /// Counts items by the similarity of their nearest.
  ///
  /// - Complexity: O(*n*) in the items.
  public init(_ near: ItemNeighbors, _ tags: ItemTags) {
    for (row, item) in near.items.enumerated() {
      guard let nearest = near.neighbors[row].first, let similarity = near.similarities[row].first,
        let agrees = tags.agree(item, nearest),
        let band = bands.firstIndex(where: { similarity >= $0.from })
      else { continue }
      bands[band].items += 1
      if agrees { bands[band].agreeing += 1 }
    }
  }
}
