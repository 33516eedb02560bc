import LinearAlgebra

/// ``EASE`` for more items than a matrix of all pairs has room for: each item is predicted from the
/// items used most together with it alone.
///
/// The weights of an item minimize the same sum of squares as in ``EASE``, under the condition that
/// all but its candidates have none: a system of as many equations as there are candidates. With all
/// items as candidates it is ``EASE``. [Steck 2019b] restricts the closed form in this way, though to
/// blocks of items and not item by item.
///
/// Of the counts of items used together, the strongest thousand of each item are kept; pairs beyond
/// count as never used together.
///
/// [Steck 2019b]: https://arxiv.org/abs/1910.09645
public enum SparseEASE {
  /// The number of counts that are kept of each item.
  public static let countLimit = 1000

  /// Computes the weights, of shape (items, items), the columns of a row in ascending order.
  ///
  /// - Parameters:
  ///   - interactions: How much each user used each item, of shape (users, items).
  ///   - regularization: *λ*, positive; see ``EASE``.
  ///   - candidates: The number of items that an item is predicted from, those of the highest cosine.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The weights.
  /// - Complexity: O(*items* × *candidates*³ + the pairs of items of each user) time, 20,000 bytes an
  ///   item.
  public static func weights(
    _ interactions: SparseMatrix, regularization: Double, candidates: Int, threads: Int
  ) -> SparseMatrix {
    precondition(regularization > 0, "λ is \(regularization)")
    let coUsed = CoUsedItems(interactions)
    let strongest = coUsed.strongest(
      max(candidates, countLimit), by: ItemSimilarity(), threads: threads)
    let chosen = strongest.map { $0.prefix(candidates).map(\.item).sorted() }
    let counts = ItemKNN.sparse(
      strongest.map { row in
        row.sorted { $0.item < $1.item }.map { ($0.item, $0.product) }
      })
    let squares = coUsed.items.map(\.square)
    let columns = parallelMap(count: chosen.count, chunk: 16, threads: threads) { range in
      range.map { item in
        column(item, chosen[item], counts, squares, regularization)
      }
    }
    // Row j holds what item j is predicted from; the weights are wanted from those items.
    return ItemKNN.sparse(columns.flatMap(\.self)).transposed()
  }

  /// The weights that an item is predicted by, one for each candidate, which ascend.
  private static func column(
    _ item: Int, _ candidates: [Int32], _ counts: SparseMatrix, _ squares: [Double],
    _ regularization: Double
  ) -> [(item: Int32, weight: Float)] {
    let n = candidates.count
    guard n > 0 else { return [] }
    var gram = [Double](repeating: 0, count: n * n)
    for a in 0..<n {
      let row = selected(candidates, from: counts, row: Int(candidates[a]))
      for b in 0..<n where row[b] > gram[a * n + b] {
        // A pair may have been kept by one of the two only.
        (gram[a * n + b], gram[b * n + a]) = (row[b], row[b])
      }
    }
    let target = selected(candidates, from: counts, row: item)
    // Counts that were left out can make the matrix indefinite; a larger penalty mends that.
    var penalty = regularization
    while true {
      var (matrix, solution) = (gram, target)
      for a in 0..<n { matrix[a * n + a] = squares[Int(candidates[a])] + penalty }
      if solvePositiveDefinite(&matrix, &solution) {
        return zip(candidates, solution).map { ($0, Float($1)) }
      }
      penalty *= 2
    }
  }

  /// The values of a row at some columns; the columns of both ascend.
  private static func selected(
    _ columns: [Int32], from matrix: SparseMatrix, row: Int
  ) -> [Double] {
    let indexes = matrix.columnIndexes(inRow: row)
    let values = matrix.values(inRow: row)
    var selected = [Double](repeating: 0, count: columns.count)
    var place = 0
    for (target, column) in columns.enumerated() {
      while place < indexes.count, indexes[place] < column { place += 1 }
      if place < indexes.count, indexes[place] == column {
        selected[target] = Double(values[place])
      }
    }
    return selected
  }
}
