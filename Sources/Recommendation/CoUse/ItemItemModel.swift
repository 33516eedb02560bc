import LinearAlgebra

/// Scores items by weights between pairs of them: the score of an item is the sum of the weights from
/// the items of the history, each times how much it was used.
///
/// ``EASE``, ``SparseEASE`` and ``ItemKNN`` give the weights.
public struct ItemItemModel: CoUseModel {
  /// The weights of pairs of items, of shape (items, items): element (*i*, *j*) is what a use of *i* adds
  /// to the score of *j*.
  public enum Weights: Sendable {
    /// Every pair has a weight.
    case dense(Matrix)
    /// Few pairs have one.
    case sparse(SparseMatrix)
  }

  /// The weights.
  public let weights: Weights

  /// Creates a model of weights.
  public init(_ weights: Weights) { self.weights = weights }

  /// The number of items.
  public var items: Int {
    switch weights {
    case .dense(let matrix): matrix.rows
    case .sparse(let matrix): matrix.rows
    }
  }

  /// The sums of the weights from the history.
  ///
  /// - Complexity: O(*history* × *items*), or the number of pairs of the history with a weight.
  public func score(
    _ used: Span<Int32>, _ weights: Span<Float>, into scores: inout MutableSpan<Float>
  ) {
    scores.update(repeating: 0)
    for place in used.indices {
      let (item, weight) = (Int(used[place]), weights[place])
      switch self.weights {
      case .dense(let matrix):
        addScaled(matrix[row: item], times: weight, to: &scores)
      case .sparse(let matrix):
        let others = matrix.columnIndexes(inRow: item)
        let values = matrix.values(inRow: item)
        for k in others.indices { scores[Int(others[k])] += values[k] * weight }
      }
    }
  }

  /// The weight from each item of the history, times how much it was used.
  public func contributions(
    _ used: Span<Int32>, _ weights: Span<Float>, to item: Int
  ) -> [Float] {
    used.indices.map { place in
      weights[place] * weight(from: Int(used[place]), to: item)
    }
  }

  private func weight(from used: Int, to item: Int) -> Float {
    switch weights {
    case .dense(let matrix): return matrix[used, item]
    case .sparse(let matrix):
      let others = matrix.columnIndexes(inRow: used)
      for k in others.indices where Int(others[k]) == item { return matrix.values(inRow: used)[k] }
      return 0
    }
  }
}
