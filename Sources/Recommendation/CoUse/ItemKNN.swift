import LinearAlgebra

/// Scores items by their similarity to those of the history, each of which speaks for its nearest items
/// only ([Sarwar et al. 2001]).
///
/// [Sarwar et al. 2001]: https://doi.org/10.1145/371920.372071
public enum ItemKNN {
  /// Computes the weights, of shape (items, items): in row *i*, the similarities of the items nearest to
  /// *i*, the nearest first.
  ///
  /// - Parameters:
  ///   - interactions: How much each user used each item, of shape (users, items).
  ///   - similarity: How alike two items are.
  ///   - neighbors: The number of items that an item speaks for.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The weights.
  /// - Complexity: O(*n*) in the pairs of items of each user.
  public static func weights(
    _ interactions: SparseMatrix, by similarity: ItemSimilarity, neighbors: Int, threads: Int
  ) -> SparseMatrix {
    let rows = CoUsedItems(interactions).strongest(neighbors, by: similarity, threads: threads)
    return sparse(rows.map { $0.map { ($0.item, $0.similarity) } })
  }

  /// A square matrix of rows of columns and values.
  static func sparse(_ rows: [[(item: Int32, weight: Float)]]) -> SparseMatrix {
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for row in rows {
      for (item, weight) in row {
        columns.append(item)
        values.append(weight)
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      rows: rows.count, columns: rows.count, rowOffsets: offsets, columnIndexes: columns,
      values: values)
  }
}
