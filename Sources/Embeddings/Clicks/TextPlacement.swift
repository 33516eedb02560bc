import LinearAlgebra

/// Places items that nobody clicked yet: a linear map from the vectors of texts into the space of items,
/// learned from the items that have both (a map of contents onto factors of collaborative filtering, as
/// in [Gantner et al. 2010]).
///
/// [Gantner et al. 2010]: https://doi.org/10.1109/ICDM.2010.129
public struct TextPlacement: Sendable {
  /// The map, by ridge regression.
  public let map: RidgeRegression

  /// Creates a placement from its map, as a model folder holds it.
  public init(map: RidgeRegression) { self.map = map }

  /// Learns the map.
  ///
  /// - Parameters:
  ///   - texts: The vectors of the texts of items, of shape (items, text dimensions).
  ///   - items: The vectors of the same items, of shape (items, dimensions) and length 1.
  ///   - threads: The largest number of threads.
  /// - Precondition: There is at least one item.
  /// - Complexity: O(*items* × *text dimensions*² + *text dimensions*³)
  public init(texts: Matrix, items: Matrix, threads: Int) {
    map = RidgeRegression(texts, items, threads: threads)
  }

  /// Where items with these texts belong, of length 1.
  ///
  /// - Complexity: O(*texts* × *text dimensions* × *dimensions*)
  public func vectors(_ texts: Matrix, threads: Int) -> Matrix {
    var vectors = map.predictions(texts, threads: threads)
    vectors.forEachRow(threads: threads) { _, row in normalize(&row) }
    return vectors
  }

  /// How well the map places items that it did not learn from, each of those it learned from being left
  /// out in turn.
  public func quality(
    texts: Matrix, items: Matrix, _ tags: ItemTags, neighbors: Int = 10, threads: Int
  ) -> Quality {
    var placed = map.leaveOneOut(texts, items, threads: threads)
    placed.forEachRow(threads: threads) { _, row in normalize(&row) }
    return Quality(placed: placed, items: items, tags, neighbors: neighbors, threads: threads)
  }
}
