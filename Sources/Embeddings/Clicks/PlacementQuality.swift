import LinearAlgebra
import NearestNeighbors

extension TextPlacement {
  /// How well items are placed by their texts.
  public struct Quality: Sendable {
    /// The mean cosine of where an item is placed and where its clicks place it.
    public let cosine: Double
    /// The mean share of the items nearest to where an item is placed that have a tag of it; nil if no
    /// item has tags.
    public let tagPrecision: Double?

    /// Compares places with those that clicks give.
    ///
    /// - Parameters:
    ///   - placed: Where the texts place the items, of shape (items, dimensions) and length 1.
    ///   - items: Where their clicks do, of the same shape.
    ///   - tags: The tags of the items.
    ///   - neighbors: How many items near a place count.
    ///   - threads: The largest number of threads.
    /// - Complexity: O(*items* × *items* × *dimensions*), of at most 10,000 of them.
    init(placed: Matrix, items: Matrix, _ tags: ItemTags, neighbors: Int, threads: Int) {
      let cosines = (0..<items.rows).map { Double(dot(placed[row: $0], items[row: $0])) }
      cosine = cosines.reduce(0, +) / Double(max(1, items.rows))
      let tagged = tags.tagsOfItems.indices.filter { !tags.tagsOfItems[$0].isEmpty }
      let step = max(1, tagged.count / 10_000)
      let chosen = Array(stride(from: 0, to: tagged.count, by: step))
      let near = BruteForce(items.rows(tagged), metric: .cosine).search(
        placed.rows(chosen.map { tagged[$0] }), neighbors: neighbors + 1, threads: threads)
      let shares = chosen.enumerated().compactMap { query, row -> Double? in
        // An item is no evidence for itself.
        let found = near.neighbors(of: query).filter { Int($0) != row }.prefix(neighbors)
        let right = found.filter { tags.agree(tagged[row], tagged[Int($0)]) == true }
        return found.isEmpty ? nil : Double(right.count) / Double(found.count)
      }
      tagPrecision = shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
    }
  }
}
